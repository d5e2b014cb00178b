using Presage.Ingestion.Csv;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Slices;

/// <summary>The rows of a range of a file, given to an intake one by one.</summary>
/// <param name="fields">Fields that a row has.</param>
internal sealed class TableRows(CsvReader rows, int fields) : IDisposable
{
    /// <summary>Rows read.</summary>
    public long Read { get; private set; }

    /// <summary>Bytes read.</summary>
    public long Position => rows.Position;

    /// <summary>Gives the next row to the intake, and what is refused of it to the refused ones; false at the end.</summary>
    public bool Take(ITableIntake intake, RefusedRows refused)
    {
        if (!Take(intake, out var reason, out var cells))
            return false;

        if (reason is not null)
            refused.Add(rows.Line, rows.Row, reason);
        else if (cells is not null)
            refused.AddCells(rows.Line, rows.Row, cells);

        return true;
    }

    /// <summary>Gives the next row to the intake; false at the end.</summary>
    /// <param name="reason">Why it is refused; null when it is taken.</param>
    /// <param name="cells">Why cells of it are refused; null when none are.</param>
    public bool Take(ITableIntake intake, out string? reason, out string? cells)
    {
        (reason, cells) = (null, null);
        if (!rows.Read())
            return false;

        Read++;
        reason = RefusalOf(intake);
        cells = intake.Cells.HasRefused ? intake.Cells.TakeReasons() : null;
        return true;
    }

    public void Dispose() => rows.Dispose();

    private string? RefusalOf(ITableIntake intake) =>
        rows.IsBroken ? Refusals.BrokenQuotes : rows.Count != fields ? Refusals.FieldCount : intake.Add(rows);
}
