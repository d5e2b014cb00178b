using System.Text;
using Presage.Contracts.Api;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Slices;

/// <summary>Says what a column has in it that cannot be read, and which line of the scenario would help.</summary>
internal static class ColumnAdvice
{
    /// <summary>Null when nothing can be said of the column.</summary>
    /// <param name="rows">Rows in which its cells were refused.</param>
    public static (string Cause, string Remedy)? Of(PlannedFile file, string column, IEnumerable<QuarantinedLine> rows)
    {
        var place = (file.Layout?.Names ?? []).TakeWhile(name => !ColumnNames.Same(name, column)).Count();
        if (place >= (file.Layout?.Names?.Count ?? 0) || file.Positions[place] < 0)
            return null;

        var position = file.Positions[place];
        string[] cells = [.. rows.Select(row => CellOf(file, position, row.Text)).OfType<string>().Where(cell => cell.Length > 0)];
        var isTime = file.Kind != RecordKind.Machines && place == 1;
        return cells.Length == 0 ? null : isTime ? LayoutAdvice.OfTimes(column, cells) : LayoutAdvice.OfNumbers(column, cells);
    }

    /// <summary>Null where the row, which may have been cut, does not have it.</summary>
    private static string? CellOf(PlannedFile file, int position, string row)
    {
        var text = Encoding.UTF8.GetBytes(row);
        var limits = new TextLimits(file.Name, text.Length + 1, long.MaxValue);
        using var reader = new CsvReader(
            new RowReader(new MemoryStream(text), long.MaxValue, file.Format, 1, limits), file.Format, file.Fields);
        return reader.Read() && position < reader.Count ? Encoding.UTF8.GetString(reader[position]) : null;
    }
}
