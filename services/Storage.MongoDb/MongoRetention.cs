using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>What is cut is noted before anything of it goes, so that nobody finds a range that lacks something without a word.</summary>
internal sealed class MongoRetention(MongoStore store) : IRetention
{
    /// <summary>Blocks may be large, and the server waits for the disk.</summary>
    private const int BlocksAtOnce = 64;

    private static readonly string[] s_key = ["_id", "dataset", "machine", "readings", "results", "time"];

    private IMongoCollection<BsonDocument> Cuts => store.Collection(MongoNames.Cuts);

    public async Task<long> CountAsync(RetainedKind kind, string name, DateTime before, CancellationToken cancellation)
    {
        switch (kind)
        {
            case RetainedKind.Telemetry:
                return (await store.AggregateAsync(
                    MongoNames.Telemetry,
                    [
                        new("$match", OldReadings(name, before)),
                        new("$group", new BsonDocument
                        {
                            ["_id"] = BsonNull.Value,
                            ["readings"] = new BsonDocument("$sum", "$readings"),
                        }),
                    ],
                    row => row["readings"].ToInt64(), cancellation)).SingleOrDefault();
            case RetainedKind.Predictions:
                var rows = 0L;
                foreach (var (machine, latest) in await SeriesAsync(name, cancellation))
                    rows += await store.CountAsync(MongoNames.Predictions, OldRows(name, machine, before, latest), cancellation);

                return rows;
            default:
                return await store.CountAsync(MongoNames.Faults, OldFaults(before), cancellation);
        }
    }

    public async Task<long> DeleteSomeAsync(RetainedKind kind, string name, DateTime before, CancellationToken cancellation)
    {
        var deleted = kind switch
        {
            RetainedKind.Telemetry => await DeleteAsync(
                kind, name, before, MongoNames.Telemetry, OldReadings(name, before), BlocksAtOnce, cancellation),
            RetainedKind.Predictions => await DeletePredictionsAsync(name, before, cancellation),
            _ => await DeleteAsync(kind, name, before, MongoNames.Faults, OldFaults(before), MongoWrites.Batch, cancellation),
        };
        if (deleted > 0)
            await store.RunAsync(
                () => Cuts.UpdateOneAsync(
                    new BsonDocument("_id", IdOf(kind, name)), new BsonDocument("$inc", new BsonDocument("deleted", deleted)),
                    cancellationToken: cancellation),
                cancellation);

        return deleted;
    }

    public async Task<DateTime?> CutAsync(RetainedKind kind, string name, CancellationToken cancellation) =>
        (await store.FindAsync(MongoNames.Cuts, new("_id", IdOf(kind, name)), cancellation))?.GetTime("until");

    private async Task<long> DeletePredictionsAsync(string results, DateTime before, CancellationToken cancellation)
    {
        foreach (var (machine, latest) in await SeriesAsync(results, cancellation))
        {
            var old = OldRows(results, machine, before, latest);
            await DeleteAsync(
                RetainedKind.Predictions, results, before, MongoNames.PredictionRevisions, old, MongoWrites.Batch, cancellation);
            var deleted = await DeleteAsync(
                RetainedKind.Predictions, results, before, MongoNames.Predictions, old, MongoWrites.Batch, cancellation);
            if (deleted > 0)
                return deleted;
        }

        return 0;
    }

    /// <returns>Readings of blocks, else documents.</returns>
    private async Task<long> DeleteAsync(
        RetainedKind kind, string name, DateTime before, string collection, BsonDocument old, int most, CancellationToken cancellation)
    {
        var fields = new BsonDocument(s_key.Select(field => new BsonElement(field, 1)));
        var rows = await store.ReadAsync(
            () => store.Collection(collection).Find(old).Limit(most).Project<BsonDocument>(fields).ToListAsync(cancellation), cancellation);
        if (rows.Count == 0)
            return 0;

        await store.RunAsync(
            async () =>
            {
                await Cuts.UpsertAsync(
                    new("_id", IdOf(kind, name)),
                    new()
                    {
                        ["$max"] = new BsonDocument("until", before.ToBson()),
                        ["$set"] = new BsonDocument { ["kind"] = kind.ToString(), ["name"] = name, ["at"] = Now },
                        ["$setOnInsert"] = new BsonDocument("deleted", 0L),
                    },
                    cancellation);
                return await store.Collection(collection).DeleteManyAsync(
                    new BsonDocument(old) { ["_id"] = MongoFilters.In(rows.Select(row => row.GetString("_id"))) }, cancellation);
            },
            cancellation);
        return collection == MongoNames.Telemetry ? rows.Sum(row => row["readings"].ToInt64()) : rows.Count;
    }

    /// <summary>The latest row of each machine is what is known of it.</summary>
    private async Task<IReadOnlyList<(string Machine, DateTime Latest)>> SeriesAsync(string results, CancellationToken cancellation) =>
        await store.AggregateAsync(
            MongoNames.Predictions,
            [
                new("$match", new BsonDocument("results", results)),
                new("$group", new BsonDocument { ["_id"] = "$machine", ["latest"] = new BsonDocument("$max", "$time") }),
                new("$sort", new BsonDocument("_id", 1)),
            ],
            row => (row.GetString("_id"), row.GetTime("latest")), cancellation);

    private static BsonDocument OldReadings(string dataset, DateTime before) => new()
    {
        ["dataset"] = dataset,
        ["readings"] = new BsonDocument("$gt", 0),
        ["last"] = new BsonDocument("$lt", before.ToBson()),
    };

    private static BsonDocument OldRows(string results, string machine, DateTime before, DateTime latest) => new()
    {
        ["results"] = results,
        ["machine"] = machine,
        ["time"] = new BsonDocument("$lt", (before < latest ? before : latest).ToBson()),
    };

    private static BsonDocument OldFaults(DateTime before) => new()
    {
        ["state"] = new BsonDocument("$ne", nameof(FaultState.Open)),
        ["at"] = new BsonDocument("$lt", before.ToBson()),
    };

    /// <summary>Drivers make ids of it.</summary>
    private static DateTime Now => ObjectId.GenerateNewId().CreationTime;

    private static string IdOf(RetainedKind kind, string name) => MongoIds.Of(kind.ToString(), name);
}
