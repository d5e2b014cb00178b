using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Sqlite;

/// <summary>What becomes of readings that are merged into the revision of their block that was read.</summary>
/// <param name="Block">Null when nothing changes.</param>
internal sealed record SqliteMerge(string Dataset, long Period, ReadingRange Incoming, SqliteBlock? Block, MergeCounts Counts)
{
    public static SqliteMerge Of(SqliteSession session, string dataset, long period, ReadingRange incoming)
    {
        var machine = incoming.Batch.Machine;
        var start = UnixTime.ToMilliseconds(BlockBorders.StartOf(incoming.Times[0], period));
        var (revision, stored) = session.First(
            "SELECT revision, block FROM telemetry WHERE dataset = ?1 AND machine = ?2 AND start = ?3",
            row => (row.GetInt64(0), BlockCodec.Decode(machine, row.GetBytes(1))), dataset, machine, start);
        if (stored is not null)
        {
            var (merged, counts) = BlockMerge.Merge(stored, incoming);
            var block = ReferenceEquals(merged, stored) ? null : SqliteBlock.Of(dataset, start, revision, merged);
            return new(dataset, period, incoming, block, counts);
        }

        if (!BlockMerge.HasEmpty(incoming))
            return new(
                dataset, period, incoming,
                new(dataset, machine, start, 0, (incoming.Count, incoming.Times[0], incoming.Times[^1]), BlockCodec.Encode(incoming)),
                new(incoming.Count, 0, 0));

        var (begun, taken) = BlockMerge.Begin(incoming);
        return new(dataset, period, incoming, begun is null ? null : SqliteBlock.Of(dataset, start, 0, begun), taken);
    }

    /// <summary>Stores the block; merges again where its revision is another by now. Needs a write transaction.</summary>
    /// <returns>What was stored.</returns>
    public SqliteMerge Store(SqliteSession session)
    {
        var merge = this;
        while (merge.Block is { } block && !block.TryStore(session))
            merge = Of(session, Dataset, Period, Incoming);

        return merge;
    }
}
