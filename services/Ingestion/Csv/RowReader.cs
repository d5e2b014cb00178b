using System.Buffers;

namespace Presage.Ingestion.Csv;

/// <summary>Goes through a text row by row with a buffer that is never larger than the longest row.</summary>
/// <param name="length">Bytes to read from the stream; <see cref="long.MaxValue"/> reads to its end.</param>
/// <param name="firstLine">Line number, from 1, of the first line read.</param>
internal sealed class RowReader(Stream stream, long length, CsvFormat format, long firstLine, TextLimits limits) : IDisposable
{
    private const int InitialBuffer = 1 << 18;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
    private long _unread = length;
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Line number of the row's first line.</summary>
    public long Line { get; private set; }

    /// <summary>Line number of the line after the row.</summary>
    public long NextLine { get; private set; } = firstLine;

    /// <summary>Bytes read up to and including the row.</summary>
    public long Position { get; private set; }

    public RowKind Kind { get; private set; }

    /// <summary>The row's bytes without its line end; valid until the next row is read.</summary>
    public ReadOnlySpan<byte> Row => _buffer.AsSpan(RowStart, RowLength);

    private int RowStart { get; set; }

    private int RowLength { get; set; }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="Engine.PresageException">The row is too long, or there are too many.</exception>
    public bool Read()
    {
        while (true)
        {
            var text = _buffer.AsSpan(_start, Math.Min(_end - _start, limits.RowBytes + 1));
            if (!text.IsEmpty && RowScanner.TryFind(text, format, _atEnd || text.Length > limits.RowBytes, out var row))
            {
                if (!row.IsTerminated && !(_atEnd && row.Next == _end - _start))
                    throw limits.RowTooLong(NextLine);

                Take(row);
                return true;
            }

            if (_atEnd)
                return false;

            Fill();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        stream.Dispose();
    }

    private void Take(RowEnd row)
    {
        Line = NextLine;
        Kind = row.Kind;
        RowStart = _start;
        RowLength = row.Length;
        Position += row.Next;
        NextLine += row.Lines;
        _start += row.Next;
        if (Line > limits.Lines)
            throw limits.TooManyLines();
    }

    private void Fill()
    {
        var kept = _end - _start;
        var target = kept > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(target);
        if (target != _buffer)
            ArrayPool<byte>.Shared.Return(_buffer);

        _buffer = target;
        _start = 0;
        _end = kept;
        var read = stream.Read(_buffer, kept, (int)Math.Min(_buffer.Length - kept, _unread));
        _end += read;
        _unread -= read;
        _atEnd = read == 0;
    }
}
