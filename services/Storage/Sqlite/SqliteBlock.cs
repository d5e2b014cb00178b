using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Sqlite;

/// <summary>What a block becomes when readings are merged into the revision of it that was read.</summary>
/// <param name="Revision">The revision that was read; 0 when there was none.</param>
/// <param name="Merged">The whole block as it is to be stored.</param>
/// <param name="Bytes">Null when nothing changes.</param>
internal sealed record SqliteBlock(
    string Dataset, long Period, ReadingRange Incoming, long Revision, ReadingRange Merged, MergeCounts Counts, byte[]? Bytes)
{
    public bool IsChanged => Bytes is not null;

    private string Machine => Incoming.Batch.Machine;

    /// <summary>Rounded down, so that it is found by any range that holds some of the readings; <see cref="Last"/> is rounded up.</summary>
    private long First => UnixTime.ToMilliseconds(Merged.Times[0]);

    private long Last => -UnixTime.ToMilliseconds(-Merged.Times[^1]);

    private long Start => StartOf(Incoming, Period);

    public static SqliteBlock Merge(SqliteSession session, string dataset, long period, ReadingRange incoming)
    {
        var machine = incoming.Batch.Machine;
        var (revision, stored) = session.First(
            "SELECT revision, block FROM telemetry WHERE dataset = ?1 AND machine = ?2 AND start = ?3",
            row => (row.GetInt64(0), BlockCodec.Decode(machine, row.GetBytes(1))),
            dataset, machine, StartOf(incoming, period));
        if (stored is null)
            return new(dataset, period, incoming, 0, incoming, new(incoming.Count, 0, 0), BlockCodec.Encode(incoming));

        var (merged, counts) = BlockMerge.Merge(stored, incoming);
        return new(dataset, period, incoming, revision, merged, counts, ReferenceEquals(merged, stored) ? null : BlockCodec.Encode(merged));
    }

    /// <summary>Stores the block; merges again where its revision is another by now. Needs a write transaction.</summary>
    /// <returns>What was stored.</returns>
    public SqliteBlock Store(SqliteSession session)
    {
        var block = this;
        while (block.IsChanged && !block.TryStore(session))
            block = Merge(session, Dataset, Period, Incoming);

        return block;
    }

    /// <summary>Milliseconds, as are <see cref="First"/> and <see cref="Last"/>.</summary>
    private static long StartOf(ReadingRange readings, long period) =>
        UnixTime.ToMilliseconds(BlockBorders.StartOf(readings.Times[0], period));

    private bool TryStore(SqliteSession session)
    {
        var changed = Revision == 0
            ? session.Execute(
                "INSERT INTO telemetry VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
                Dataset, Machine, Start, Merged.Count, First, Last, Bytes)
            : session.Execute(
                """
                UPDATE telemetry SET revision = revision + 1, readings = ?4, first = ?5, last = ?6, block = ?7
                WHERE dataset = ?1 AND machine = ?2 AND start = ?3 AND revision = ?8
                """,
                Dataset, Machine, Start, Merged.Count, First, Last, Bytes, Revision);
        return changed == 1;
    }
}
