using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Writes predictions into one result set. A row that is replaced is copied into the history first, and is replaced only if its revision is
/// still the one that was copied; whoever loses that race looks again. A crash in between leaves a copy that the next writer finds in its
/// place.
/// </summary>
internal sealed class MongoPredictionWriter(MongoStore store, ResultSet results)
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    private IMongoCollection<BsonDocument> Rows => store.Collection(MongoNames.Predictions);

    private IMongoCollection<BsonDocument> History => store.Collection(MongoNames.PredictionRevisions);

    public async Task<WriteCounts> WriteAsync(IReadOnlyList<Prediction> predictions, CancellationToken cancellation)
    {
        var written = 0L;
        foreach (var part in predictions.InBatches(IdOf))
        {
            cancellation.ThrowIfCancellationRequested();
            written += await WritePartAsync(part, cancellation);
        }

        return new(written, predictions.Count - written);
    }

    private async Task<long> WritePartAsync(IReadOnlyList<Prediction> part, CancellationToken cancellation)
    {
        var (written, pauses) = (0L, new MongoPauses());
        for (var left = part; left.Count > 0;)
        {
            var stored = await StoredAsync(left, cancellation);
            var (added, missed) = await AddAsync([.. left.Where(prediction => !stored.ContainsKey(IdOf(prediction)))], cancellation);
            var (replaced, lost) = await ReplaceAsync(
                [.. left.Where(
                    prediction => stored.TryGetValue(IdOf(prediction), out var row) && !MongoPredictionRows.IsSame(row, prediction))],
                        stored, cancellation);
            written += added + replaced;
            left = [.. missed, .. lost];
            if (left.Count > 0)
                await pauses.NextAsync(cancellation);
        }

        return written;
    }

    private async Task<Dictionary<string, BsonDocument>> StoredAsync(IReadOnlyList<Prediction> part, CancellationToken cancellation)
    {
        var filter = new BsonDocument
        {
            ["_id"] = MongoFilters.In(part.Select(IdOf)),
            ["results"] = results.Name,
            ["machine"] = MongoFilters.In(part.Select(prediction => prediction.Machine).Distinct()),
        };
        return (await Rows.Find(filter).ToListAsync(cancellation)).ToDictionary(row => row.GetString("_id"));
    }

    /// <returns>Number of rows added, and the predictions whose rows somebody else has added meanwhile.</returns>
    private async Task<(long Added, IEnumerable<Prediction> Missed)> AddAsync(
        IReadOnlyList<Prediction> part, CancellationToken cancellation)
    {
        var there = await Rows.InsertAbsentAsync(
            [.. part.Select(prediction => MongoPredictionRows.Write(results, prediction, revision: 1))], cancellation);
        return (part.Count - there.Count, part.Where((_, i) => there.Contains(i)));
    }

    /// <returns>
    /// Number of rows replaced, and the predictions to be looked at again because somebody else has replaced some of their rows meanwhile.
    /// </returns>
    private async Task<(long Replaced, IEnumerable<Prediction> Lost)> ReplaceAsync(
        IReadOnlyList<Prediction> part, Dictionary<string, BsonDocument> stored, CancellationToken cancellation)
    {
        if (part.Count == 0)
            return (0, []);

        await History.InsertAbsentAsync([.. part.Select(prediction => CopyOf(stored[IdOf(prediction)]))], cancellation);
        var writes = part.Select(prediction => Replacement(prediction, stored[IdOf(prediction)]["revision"].ToInt32()));
        var done = await Rows.BulkWriteAsync(writes, Unordered, cancellation);
        return (done.MatchedCount, done.MatchedCount == part.Count ? [] : part);
    }

    private ReplaceOneModel<BsonDocument> Replacement(Prediction prediction, int revision)
    {
        var row = MongoPredictionRows.Write(results, prediction, revision + 1);
        return new(MongoFilters.KeysOf(row, 3).Add("revision", revision), row);
    }

    private static BsonDocument CopyOf(BsonDocument row)
    {
        var copy = row.DeepClone().AsBsonDocument;
        copy["_id"] = $"{row.GetString("_id")}/{row["revision"].ToInt32()}";
        return copy;
    }

    private string IdOf(Prediction prediction) => MongoPredictionRows.IdOf(results.Name, prediction);
}
