using Presage.Ingestion.Csv;
using Presage.Sources.Text;

namespace Presage.Ingestion.Planning;

/// <summary>Cuts texts into ranges that begin and end between two rows.</summary>
internal static class FileCutter
{
    /// <summary>
    /// Ranges of about so many bytes each; a text that is compressed or in UTF-16 is one, since it can only be read from its beginning,
    /// and need not be read for that.
    /// </summary>
    /// <param name="text">Goes on being read after its head.</param>
    /// <param name="limits">Their name is that of the file.</param>
    /// <param name="look">Gets every row when all of them have to be seen.</param>
    /// <exception cref="Engine.PresageException">A row is too long, or there are too many.</exception>
    public static IReadOnlyList<FileRange> Cut(
        ObjectText text, CsvHead head, int bytes, TextLimits limits, CancellationToken cancellation, Action<CsvReader>? look = null)
    {
        if (look is not null)
            return Look(text, head, bytes, limits, look, cancellation);

        if (text.IsSequential)
            return [new FileRange(head.DataOffset, -1, head.DataLine)];

        using var rows = new RowReader(text.From(head.DataOffset), long.MaxValue, head.Format, head.DataLine, limits);
        var ranges = new List<FileRange>();
        var (start, line) = (0L, head.DataLine);
        while (rows.Read())
        {
            if (rows.Position - start < bytes)
                continue;

            cancellation.ThrowIfCancellationRequested();
            ranges.Add(new FileRange(head.DataOffset + start, rows.Position - start, line));
            (start, line) = (rows.Position, rows.NextLine);
        }

        if (rows.Position > start)
            ranges.Add(new FileRange(head.DataOffset + start, rows.Position - start, line));

        return ranges;
    }

    private static List<FileRange> Look(
        ObjectText text, CsvHead head, int bytes, TextLimits limits, Action<CsvReader> look, CancellationToken cancellation)
    {
        using var rows = new RowReader(text.From(head.DataOffset), long.MaxValue, head.Format, head.DataLine, limits);
        using var reader = new CsvReader(rows, head.Format, head.Columns.Count + 1);
        var ranges = new List<FileRange>();
        var (start, line) = (0L, head.DataLine);
        while (reader.Read())
        {
            look(reader);
            if (text.IsSequential || rows.Position - start < bytes)
                continue;

            cancellation.ThrowIfCancellationRequested();
            ranges.Add(new FileRange(head.DataOffset + start, rows.Position - start, line));
            (start, line) = (rows.Position, rows.NextLine);
        }

        if (rows.Position > start)
            ranges.Add(new FileRange(head.DataOffset + start, text.IsSequential ? -1 : rows.Position - start, line));

        return ranges;
    }
}
