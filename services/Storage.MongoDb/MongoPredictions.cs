using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

internal sealed class MongoPredictions(MongoStore store) : IPredictions
{
    /// <summary>Machines read by one query, so that neither queries nor rows in memory become many.</summary>
    private const int MachinesAtOnce = 32;

    public Task<ResultSet> EnsureAsync(ResultSet results, CancellationToken cancellation) => store.RunAsync(
        async () => MongoPredictionRows.ReadSet(await store.Collection(MongoNames.ResultSets).EnsureAsync(MongoPredictionRows.Write(results), keys: 1, cancellation)),
        cancellation);

    public async Task<ResultSet?> FindAsync(string results, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.ResultSets, new("_id", results), cancellation) is { } row ? MongoPredictionRows.ReadSet(row) : null;

    public async Task<IReadOnlyList<ResultSet>> ListAsync(CancellationToken cancellation) =>
        await store.ListAsync(MongoNames.ResultSets, [], new("_id", 1), null, MongoPredictionRows.ReadSet, cancellation);

    public async Task<WriteCounts> WriteAsync(string results, IReadOnlyList<Prediction> predictions, CancellationToken cancellation)
    {
        if (await FindAsync(results, cancellation) is not { } set)
            throw new PresageException(ErrorKind.NotFound, "unknown-results", $"There is no result set {results}.", "List the result sets, or score a data set into it first.");

        return await store.RunAsync(() => new MongoPredictionWriter(store, set).WriteAsync(predictions, cancellation), cancellation);
    }

    public async IAsyncEnumerable<Prediction> ReadAsync(
        string results, string? machine, DateTime from, DateTime to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The machines are read first and outside of the snapshot: what every shard answers here is not later than the moment that the snapshot is of.
        var machines = await MachinesAsync(results, machine, cancellation);
        using var snapshot = await store.SnapshotAsync(cancellation);
        foreach (var some in machines.Chunk(MachinesAtOnce))
            foreach (var prediction in await ReadAsync(snapshot, results, some, from, to, cancellation))
                yield return prediction;
    }

    /// <summary>The present row is read first: one that is replaced meanwhile is in the history by then.</summary>
    public async Task<IReadOnlyList<Prediction>> RevisionsAsync(string results, string machine, DateTime time, CancellationToken cancellation)
    {
        var row = new BsonDocument { ["results"] = results, ["machine"] = machine, ["time"] = time.ToBson() };
        var present = await store.ListAsync(MongoNames.Predictions, row, MongoPredictionRows.Read, cancellation);
        var earlier = await store.ListAsync(MongoNames.PredictionRevisions, row, MongoPredictionRows.Read, cancellation);
        return [.. present.Concat(earlier).DistinctBy(prediction => prediction.Revision).OrderBy(prediction => prediction.Revision)];
    }

    public Task<IReadOnlyList<string>> MachinesAsync(string results, CancellationToken cancellation) => MachinesAsync(results, null, cancellation);

    private async Task<IReadOnlyList<string>> MachinesAsync(string results, string? machine, CancellationToken cancellation)
    {
        var machines = await store.AggregateAsync(
            MongoNames.Predictions,
            [
                new("$match", new BsonDocument("results", results).AddIfAny("machine", machine)),
                new("$group", new BsonDocument("_id", "$machine")),
            ],
            row => row.GetString("_id"),
            cancellation);
        return [.. machines.Order(MachineOrder.Instance)];
    }

    private Task<IReadOnlyList<Prediction>> ReadAsync(
        IClientSessionHandle snapshot, string results, IEnumerable<string> machines, DateTime from, DateTime to, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Prediction>>(
            async () =>
            {
                var filter = new BsonDocument
                {
                    ["results"] = results,
                    ["machine"] = MongoFilters.In(machines),
                    ["time"] = new BsonDocument { ["$gt"] = from.ToBson(), ["$lte"] = to.ToBson() },
                };
                var rows = new List<Prediction>();
                using var cursor = await store.Collection(MongoNames.Predictions).FindAsync<BsonDocument>(snapshot, filter, cancellationToken: cancellation);
                while (await cursor.MoveNextAsync(cancellation))
                    rows.AddRange(cursor.Current.Select(MongoPredictionRows.Read));

                return [.. rows.OrderBy(row => row.Machine, MachineOrder.Instance).ThenBy(row => row.Time)];
            },
            cancellation);
}
