using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine.Alarms;

namespace Presage.Storage.MongoDb;

internal sealed class MongoPredictions(MongoStore store) : IPredictions
{
    private static readonly BsonDocument WithoutReasons = new("reasons", 0);

    private readonly MongoPredictionSeries _series = new(store);
    private readonly MongoPredictionReader _reader = new(store);

    public Task<ResultSet> EnsureAsync(ResultSet results, CancellationToken cancellation) => store.RunAsync(
        async () => MongoPredictionRows.ReadSet(MongoDeletion.ResultSet.Unmarked(
            await store.Collection(MongoNames.ResultSets).EnsureAsync(MongoPredictionRows.Write(results), keys: 1, cancellation))),
        cancellation);

    public async Task<ResultSet?> FindAsync(string results, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.ResultSets, MongoDeletion.Named(results), cancellation) is { } row
            ? MongoPredictionRows.ReadSet(row)
            : null;

    public async Task<IReadOnlyList<ResultSet>> ListAsync(CancellationToken cancellation) => await store.ListAsync(
        MongoNames.ResultSets, new(MongoDeletion.NotBegun), new("_id", 1), null, MongoPredictionRows.ReadSet, cancellation);

    public async Task<WriteCounts> WriteAsync(string results, IReadOnlyList<Prediction> predictions, CancellationToken cancellation)
    {
        var row = await store.FindAsync(MongoNames.ResultSets, new("_id", results), cancellation)
            ?? throw StoreErrors.UnknownResults(results);
        var set = MongoPredictionRows.ReadSet(MongoDeletion.ResultSet.Unmarked(row));
        await _series.EnsureAsync(row, cancellation);
        await _series.AnnounceAsync(row, predictions, cancellation);
        return await store.RunAsync(() => new MongoPredictionWriter(store, set).WriteAsync(predictions, cancellation), cancellation);
    }

    public async IAsyncEnumerable<Prediction> ReadAsync(
        string results, IReadOnlyCollection<string>? machines, DateTime from, DateTime to,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The machines are read first and outside of the snapshot: what every shard answers here is not later than the moment that the
        // snapshot is of.
        var found = await MachinesAsync(results, machines, cancellation);
        await foreach (var prediction in _reader.ReadAsync(results, found, from, to, cancellation))
            yield return prediction;
    }

    public async Task<IReadOnlyList<Prediction>> PageAsync(
        string results, PredictionQuery query, PredictionKey? after, int most, CancellationToken cancellation) =>
        await _reader.PageAsync(results, await MachinesAsync(results, Only(query.Machine), cancellation), query, after, most, cancellation);

    public async Task<IReadOnlyList<Prediction>> LatestAsync(
        string results, string? machine, DateTime at, CancellationToken cancellation) =>
        await new MongoLatest(store, results, null).ListAsync(await SeriesAsync(results, Only(machine), cancellation), at, cancellation);

    public async Task<IReadOnlyList<MachineStanding>> StandingsAsync(string results, DateTime at, CancellationToken cancellation)
    {
        var series = await SeriesAsync(results, null, cancellation);
        var rows = await new MongoLatest(store, results, WithoutReasons).ListAsync(series, at, cancellation);
        return [.. rows.Select(row => new MachineStanding(row.Machine, row.Time, Risk.Of(row.Probabilities, row.Thresholds)))];
    }

    /// <summary>The present row is read first: one that is replaced meanwhile is in the history by then.</summary>
    public async Task<IReadOnlyList<Prediction>> RevisionsAsync(
        string results, string machine, DateTime time, CancellationToken cancellation)
    {
        var row = new BsonDocument { ["results"] = results, ["machine"] = machine, ["time"] = time.ToBson() };
        var present = await store.ListAsync(MongoNames.Predictions, row, MongoPredictionRows.Read, cancellation);
        var earlier = await store.ListAsync(MongoNames.PredictionRevisions, row, MongoPredictionRows.Read, cancellation);
        return [.. present.Concat(earlier).DistinctBy(prediction => prediction.Revision).OrderBy(prediction => prediction.Revision)];
    }

    public Task<IReadOnlyList<string>> MachinesAsync(string results, CancellationToken cancellation) =>
        MachinesAsync(results, null, cancellation);

    public async Task<ResultSetExtent> ExtentAsync(string results, CancellationToken cancellation)
    {
        var machines = await SeriesAsync(results, null, cancellation);
        return machines.Count == 0 ? new(0, 0, null, null) : await _reader.ExtentAsync(results, machines.Count, cancellation);
    }

    public async Task<IReadOnlyList<string>> ResultsOfModelAsync(string model, int version, CancellationToken cancellation)
    {
        var former = await _series.FormerWithModelAsync(model, version, cancellation);
        var filter = new BsonDocument
        {
            new BsonElement("models", new BsonDocument("$elemMatch", MongoPredictionSeries.ModelOf(model, version))),
            MongoDeletion.NotBegun,
        };
        var kept = await store.ListAsync(MongoNames.ResultSets, filter, row => row.GetString("_id"), cancellation);
        return [.. former.Union(kept).Order(StringComparer.Ordinal)];
    }

    public async Task<ResultSetCounts?> DeleteAsync(string results, CancellationToken cancellation)
    {
        if (!await MongoDeletion.ResultSet.BeginAsync(store, new("_id", results), cancellation))
            return null;

        string[] parts = [MongoNames.Predictions, MongoNames.PredictionRevisions, MongoNames.Alarms];
        var counts = await Task.WhenAll(parts.Select(part => store.CountAsync(part, new("results", results), cancellation)));
        foreach (var part in parts.Append(MongoNames.PredictionSeries))
            await MongoDeletion.DeletePiecesAsync(store, part, new("results", results), ["results", "machine"], cancellation);

        await MongoDeletion.ResultSet.EndAsync(store, results, cancellation);
        return new(counts[0], counts[1], counts[2]);
    }

    public Task<bool> IsBeingDeletedAsync(string results, CancellationToken cancellation) =>
        MongoDeletion.ResultSet.IsBegunAsync(store, results, cancellation);

    public Task<IReadOnlyList<string>> BeingDeletedAsync(string? dataset, CancellationToken cancellation) =>
        MongoDeletion.ResultSet.BegunAsync(store, dataset, cancellation);

    private static string[]? Only(string? machine) => machine is null ? null : [machine];

    private async Task<IReadOnlyList<string>> MachinesAsync(
        string results, IReadOnlyCollection<string>? machines, CancellationToken cancellation) =>
        [.. (await SeriesAsync(results, machines, cancellation)).Select(series => series.Machine).Order(MachineOrder.Instance)];

    /// <summary>None of a result set that is not there, or is being deleted.</summary>
    private async Task<IReadOnlyList<(string Machine, DateTime Latest)>> SeriesAsync(
        string results, IReadOnlyCollection<string>? machines, CancellationToken cancellation)
    {
        if (await store.FindAsync(MongoNames.ResultSets, MongoDeletion.Named(results), cancellation) is not { } set)
            return [];

        return await _series.OfAsync(set, machines, cancellation);
    }
}
