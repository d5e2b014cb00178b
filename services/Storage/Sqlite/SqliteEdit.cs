using Presage.Storage.Telemetry;

namespace Presage.Storage.Sqlite;

/// <summary>What becomes of a block when the revision of it that was read is edited.</summary>
/// <param name="Block">Null when nothing changes.</param>
/// <param name="Readings">Number of readings that are changed.</param>
internal sealed record SqliteEdit(string Dataset, string Machine, long Start, SqliteBlock? Block, long Readings)
{
    public static SqliteEdit Of(
        SqliteSession session, string dataset, string machine, long start,
        Func<TelemetryBlock, (TelemetryBlock Block, long Readings)> edit)
    {
        var (revision, stored) = session.First(
            "SELECT revision, block FROM telemetry WHERE dataset = ?1 AND machine = ?2 AND start = ?3",
            row => (row.GetInt64(0), BlockCodec.Decode(machine, row.GetBytes(1))), dataset, machine, start);
        if (stored is null)
            return new(dataset, machine, start, null, 0);

        var (edited, readings) = edit(stored);
        return new(
            dataset, machine, start, ReferenceEquals(edited, stored) ? null : SqliteBlock.Of(dataset, start, revision, edited), readings);
    }

    /// <summary>Stores the block; edits again where its revision is another by now. Needs a write transaction.</summary>
    public SqliteEdit Store(SqliteSession session, Func<TelemetryBlock, (TelemetryBlock Block, long Readings)> edit)
    {
        var edited = this;
        while (edited.Block is { } block && !block.TryStore(session))
            edited = Of(session, Dataset, Machine, Start, edit);

        return edited;
    }
}
