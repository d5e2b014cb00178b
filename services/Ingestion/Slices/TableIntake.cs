using Presage.Ingestion.Csv;
using Presage.Ingestion.Intakes;
using Presage.Storage;

namespace Presage.Ingestion.Slices;

/// <summary>Takes the rows of a table, whatever records they are, and brings them to the store.</summary>
internal interface ITableIntake
{
    /// <summary>Times of the records taken.</summary>
    TimeSpread Times { get; }

    /// <summary>What was refused of rows that were taken, and how many cells there were.</summary>
    CellTally Cells { get; }

    /// <summary>Rows that were taken less the records in them, where a row may have none or several.</summary>
    long RowsBesides { get; }

    /// <summary>Takes a row; or returns the reason why it is refused.</summary>
    string? Add(CsvReader row);

    /// <summary>Brings what was taken since the last time to the store.</summary>
    Task<MergeCounts> FlushAsync(CancellationToken cancellation);

    /// <summary>Forgets what was taken since the last time.</summary>
    void Discard();

    /// <summary>Forgets what was taken since the last time, but for whose it was.</summary>
    IReadOnlyList<string> TakeMachines();
}

/// <param name="rows">Gives the rows' records to the intake.</param>
/// <param name="machineOf">Says whose a record is.</param>
/// <param name="store">Stores what the intake took.</param>
internal sealed class TableIntake<TRecord>(
    ICsvRecords rows, IIntake<TRecord> intake, Func<TRecord, string> machineOf,
    Func<IReadOnlyList<TRecord>, CancellationToken, Task<MergeCounts>> store) : ITableIntake
{
    public TimeSpread Times => intake.Times;

    public CellTally Cells => intake.Cells;

    public long RowsBesides => rows.RowsBesides;

    public string? Add(CsvReader row) => rows.Add(row);

    public void Discard() => intake.Take();

    public IReadOnlyList<string> TakeMachines() => [.. intake.Take().Records.Select(machineOf)];

    public async Task<MergeCounts> FlushAsync(CancellationToken cancellation)
    {
        var (records, counts) = intake.Take();
        return records.Count > 0 ? counts + await store(records, cancellation) : counts;
    }
}
