using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage.Telemetry;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Merges readings into blocks. A block is stored only if its revision is still the one that was read; otherwise it is read and merged
/// again.
/// </summary>
internal sealed class MongoMerge(MongoStore store, string dataset, long period)
{
    /// <summary>
    /// Blocks that are replaced at the same time; each is a command of its own, as whether it was replaced has to be known of each.
    /// </summary>
    private const int AtOnce = 16;

    private IMongoCollection<BsonDocument> Blocks => store.Collection(MongoNames.Telemetry);

    public async Task<MergeCounts> MergeAsync(IReadOnlyList<ReadingRange> pieces, CancellationToken cancellation)
    {
        var (counts, pauses) = (default(MergeCounts), new MongoPauses());
        for (var left = pieces; left.Count > 0;)
        {
            cancellation.ThrowIfCancellationRequested();

            // Pieces of one block one after the other, so that the later one has the last word.
            var ids = new HashSet<string>(StringComparer.Ordinal);
            var isFirst = left.ToLookup(piece => ids.Add(IdOf(piece)));
            var first = isFirst[true].ToList();
            var stored = await StoredAsync(first, cancellation);
            var merged = first.ConvertAll(piece => Merge(piece, stored.GetValueOrDefault(IdOf(piece))));

            var lost = await StoreAsync([.. merged.Select(piece => piece.Block).OfType<MongoBlock>()], cancellation);
            var isLost = merged.ToLookup(piece => piece.Block is { } block && lost.Contains(block));
            counts = isLost[false].Aggregate(counts, (sum, piece) => sum + piece.Counts);
            left = [.. isLost[true].Select(piece => piece.Incoming), .. isFirst[false]];
            if (lost.Count < merged.Count)
                pauses = new();
            if (lost.Count > 0)
                await pauses.NextAsync(cancellation);
        }

        return counts;
    }

    /// <summary>Changes a block, and again where somebody else has changed it meanwhile.</summary>
    /// <param name="edit">Gives the block itself when it changes nothing.</param>
    /// <returns>Number of readings that are changed.</returns>
    public async Task<long> EditAsync(
        BsonDocument key, Func<TelemetryBlock, (TelemetryBlock Block, long Readings)> edit, CancellationToken cancellation)
    {
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            if (await Blocks.Find(key).FirstOrDefaultAsync(cancellation) is not { } stored)
                return 0;

            var before = MongoBlock.Read(stored);
            var (after, readings) = edit(before);
            if (ReferenceEquals(before, after))
                return readings;

            var block = MongoBlock.Of(dataset, MongoBlock.StartOf(stored, period), period, after, stored);
            if (block.IsGone ? await RemoveAsync(block, cancellation) : await ReplaceAsync(block, cancellation))
                return readings;
        }
    }

    private Merged Merge(ReadingRange incoming, BsonDocument? stored)
    {
        var start = BlockBorders.StartOf(incoming.Times[0], period);
        if (stored is null)
        {
            var (begun, written) = BlockMerge.Begin(incoming);
            return new(incoming, begun is null ? null : MongoBlock.Of(dataset, start, period, begun, null), written);
        }

        var before = MongoBlock.Read(stored);
        var (merged, counts) = BlockMerge.Merge(before, incoming);
        return new(incoming, ReferenceEquals(merged, before) ? null : MongoBlock.Of(dataset, start, period, merged, stored), counts);
    }

    private async Task<Dictionary<string, BsonDocument>> StoredAsync(IReadOnlyList<ReadingRange> pieces, CancellationToken cancellation)
    {
        var filter = new BsonDocument
        {
            ["_id"] = MongoFilters.In(pieces.Select(IdOf)),
            ["dataset"] = dataset,
            ["machine"] = MongoFilters.In(pieces.Select(piece => piece.Batch.Machine).Distinct()),
        };
        return (await Blocks.Find(filter).ToListAsync(cancellation)).ToDictionary(row => row.GetString("_id"));
    }

    /// <returns>Blocks that somebody else has changed since they were read.</returns>
    private async Task<HashSet<MongoBlock>> StoreAsync(IReadOnlyList<MongoBlock> blocks, CancellationToken cancellation)
    {
        var added = blocks.Where(block => block.Revision == 0).ToList();
        var there = await Blocks.InsertAbsentAsync(added.ConvertAll(block => block.Row), cancellation);
        var lost = new HashSet<MongoBlock>(added.Where((_, i) => there.Contains(i)), ReferenceEqualityComparer.Instance);
        foreach (var some in blocks.Where(block => block.Revision > 0).Chunk(AtOnce))
        {
            var replaced = await Task.WhenAll(some.Select(block => ReplaceAsync(block, cancellation)));
            lost.UnionWith(some.Where((_, i) => !replaced[i]));
        }

        return lost;
    }

    private async Task<bool> ReplaceAsync(MongoBlock block, CancellationToken cancellation)
    {
        var filter = MongoFilters.KeysOf(block.Row, MongoBlock.Keys).Add("revision", block.Revision);
        return (await Blocks.ReplaceOneAsync(filter, block.Row, cancellationToken: cancellation)).MatchedCount == 1;
    }

    private async Task<bool> RemoveAsync(MongoBlock block, CancellationToken cancellation) =>
        (await Blocks.DeleteOneAsync(
            MongoFilters.KeysOf(block.Row, MongoBlock.Keys).Add("revision", block.Revision), cancellation)).DeletedCount == 1;

    private string IdOf(ReadingRange piece) => MongoBlock.IdOf(dataset, piece.Batch.Machine, BlockBorders.StartOf(piece.Times[0], period));

    /// <param name="Block">What its block becomes; null when nothing changes.</param>
    private sealed record Merged(ReadingRange Incoming, MongoBlock? Block, MergeCounts Counts);
}
