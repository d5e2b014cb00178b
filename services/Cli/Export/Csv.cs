using System.Globalization;
using System.Text;

namespace Presage.Cli.Export;

/// <summary>Builds lines of comma-separated values: numbers so that they read back to the same bits, missing values empty.</summary>
internal sealed class Csv
{
    private static readonly char[] Special = [',', '"', '\n', '\r'];

    private readonly StringBuilder _line = new();
    private bool _first = true;

    public Csv Add(string? text)
    {
        Separate();
        if (text is null)
            return this;

        if (text.AsSpan().IndexOfAny(Special) < 0)
            _line.Append(text);
        else
            _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');

        return this;
    }

    public Csv Add(double value)
    {
        Separate();
        if (!double.IsNaN(value))
            _line.Append(CultureInfo.InvariantCulture, $"{value:R}");

        return this;
    }

    public Csv Add(long value)
    {
        Separate();
        _line.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public Csv Add(DateTime time)
    {
        Separate();
        _line.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        return this;
    }

    /// <summary>Writes the line and begins the next.</summary>
    public void WriteLine(TextWriter writer)
    {
        _line.Append('\n');
        writer.Write(_line);
        _line.Clear();
        _first = true;
    }

    private void Separate()
    {
        if (!_first)
            _line.Append(',');

        _first = false;
    }
}
