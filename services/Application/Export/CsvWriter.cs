using System.Globalization;
using System.Text;

namespace Presage.Application.Export;

/// <summary>
/// Writes comma-separated values: numbers so that they read back to the same bits, missing values empty. Lines are collected, and written
/// to the stream a piece at a time.
/// </summary>
internal sealed class CsvWriter(Stream output) : IAsyncDisposable
{
    private const int PieceCharacters = 1 << 16;

    private static readonly char[] Special = [',', '"', '\n', '\r'];

    private readonly StreamWriter _writer = new(output, bufferSize: PieceCharacters, leaveOpen: true);
    private readonly StringBuilder _text = new();
    private bool _first = true;

    public CsvWriter Add(string? text)
    {
        Separate();
        if (text is null)
            return this;

        if (text.AsSpan().IndexOfAny(Special) < 0)
            _text.Append(text);
        else
            _text.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');

        return this;
    }

    public CsvWriter Add(double value)
    {
        Separate();
        if (!double.IsNaN(value))
            _text.Append(CultureInfo.InvariantCulture, $"{value:R}");

        return this;
    }

    public CsvWriter Add(long value)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public CsvWriter Add(DateTime time)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        return this;
    }

    /// <summary>Ends the line and begins the next.</summary>
    public ValueTask EndLineAsync(CancellationToken cancellation)
    {
        _text.Append('\n');
        _first = true;
        return _text.Length < PieceCharacters ? ValueTask.CompletedTask : WritePieceAsync(cancellation);
    }

    /// <summary>Writes what is left of a text that is complete.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await WritePieceAsync(cancellation);
        await _writer.FlushAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async ValueTask WritePieceAsync(CancellationToken cancellation)
    {
        await _writer.WriteAsync(_text, cancellation);
        _text.Clear();
    }

    private void Separate()
    {
        if (!_first)
            _text.Append(',');

        _first = false;
    }
}
