using Presage.Engine;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Inputs;

namespace Presage.Ingestion.Planning;

/// <summary>Cuts files into ranges that begin and end between two rows.</summary>
internal sealed class FileCutter(InputFiles files, IngestionOptions options)
{
    /// <summary>Ranges of about <see cref="IngestionOptions.SliceBytes"/>; a compressed file is one, since it can only be read from its beginning.</summary>
    /// <exception cref="PresageException">A row is too long, or there are too many.</exception>
    public IReadOnlyList<FileRange> Cut(string path, FileHead head, CancellationToken cancellation) =>
        head.IsGzip ? [new FileRange(head.DataOffset, -1, head.DataLine)] : CutText(path, head, cancellation);

    private List<FileRange> CutText(string path, FileHead head, CancellationToken cancellation)
    {
        var stream = files.OpenTextAt(path, false, head.DataOffset);
        using var rows = new RowReader(stream, long.MaxValue, head.Format, head.DataLine, options.LimitsOf(path));
        var ranges = new List<FileRange>();
        var (start, line) = (0L, head.DataLine);
        while (rows.Read())
        {
            if (rows.Position - start < options.SliceBytes)
                continue;

            cancellation.ThrowIfCancellationRequested();
            ranges.Add(new FileRange(head.DataOffset + start, rows.Position - start, line));
            (start, line) = (rows.Position, rows.NextLine);
        }

        if (rows.Position > start)
            ranges.Add(new FileRange(head.DataOffset + start, rows.Position - start, line));

        return ranges;
    }
}
