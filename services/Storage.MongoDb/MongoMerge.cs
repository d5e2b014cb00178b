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
            var merged = first.ConvertAll(
                piece => MongoBlock.Merge(IdOf(piece), dataset, period, piece, stored.GetValueOrDefault(IdOf(piece))));

            var lost = await StoreAsync(merged.FindAll(block => block.IsChanged), cancellation);
            counts = merged.Where(block => !lost.Contains(block)).Aggregate(counts, (sum, block) => sum + block.Counts);
            left = [.. merged.Where(lost.Contains).Select(block => block.Incoming), .. isFirst[false]];
            if (lost.Count < merged.Count)
                pauses = new();
            if (lost.Count > 0)
                await pauses.NextAsync(cancellation);
        }

        return counts;
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
        var there = await Blocks.InsertAbsentAsync(added.ConvertAll(block => block.Row!), cancellation);
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
        var filter = MongoFilters.KeysOf(block.Row!, MongoBlock.Keys).Add("revision", block.Revision);
        return (await Blocks.ReplaceOneAsync(filter, block.Row!, cancellationToken: cancellation)).MatchedCount == 1;
    }

    private string IdOf(ReadingRange piece) => MongoBlock.IdOf(dataset, piece.Batch.Machine, BlockBorders.StartOf(piece.Times[0], period));
}
