using System.Text;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Planning;
using Presage.Sources.Text;

namespace Presage.Ingestion.Slices;

/// <summary>Opens ranges of planned files.</summary>
internal sealed class TableTexts(SourceTexts texts, IngestionOptions options)
{
    public async Task<TableRows> OpenAsync(PlannedFile file, FileRange range, CancellationToken cancellation)
    {
        var text = await texts.OpenAtAsync(file.Address, file.Form, range.Offset, cancellation);
        var length = range.Length < 0 ? long.MaxValue : range.Length;
        var rows = new RowReader(text, length, file.Format, range.FirstLine, TextLimits.Of(options, file.Address));
        return new TableRows(new CsvReader(rows, file.Format, file.Fields), file.Fields);
    }

    /// <summary>A text that is a row of the file, or was.</summary>
    public TableRows Of(PlannedFile file, string text, long line)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var rows = new RowReader(new MemoryStream(bytes), long.MaxValue, file.Format, line, TextLimits.Of(options, file.Address));
        return new TableRows(new CsvReader(rows, file.Format, file.Fields), file.Fields);
    }
}
