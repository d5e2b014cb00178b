using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoRuns(MongoStore store, MongoSettings settings, IFeatureSets features) : IRuns
{
    private readonly MongoStages _stages = new(store, settings);

    private IMongoCollection<BsonDocument> Runs => store.Collection(MongoNames.Runs);

    public Task<Run> StartAsync(Run run, CancellationToken cancellation) => store.RunAsync(
        async () =>
            MongoRunRows.Read(MongoDeletion.Run.Unmarked(await Runs.EnsureAsync(MongoRunRows.Write(run), keys: 1, cancellation))),
        cancellation);

    public async Task<Run?> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Runs, MongoDeletion.Named(id), cancellation) is { } row ? MongoRunRows.Read(row) : null;

    public async Task<string> PinAsync(string id, string plan, CancellationToken cancellation)
    {
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            var unplanned = new BsonDocument { ["_id"] = id, ["plan"] = BsonNull.Value };
            if (await UpdateAsync(unplanned, new("$set", new BsonDocument("plan", plan)), cancellation))
                return plan;

            var run = await FindAsync(id, cancellation) ?? throw new InvalidOperationException($"There is no run {id} to pin a plan to.");
            if (run.Plan is { } stored)
                return stored;

            // Another process has just stored one that a majority of the servers does not have yet.
        }
    }

    public Task<Run?> FindUnfinishedAsync(string key, CancellationToken cancellation) =>
        FindLatestAsync(key, RunState.Running, cancellation);

    public Task<Run?> FindSucceededAsync(string key, CancellationToken cancellation) =>
        FindLatestAsync(key, RunState.Succeeded, cancellation);

    public async Task<IReadOnlyList<Run>> UnfinishedAsync(CancellationToken cancellation) => await store.ListAsync(
        MongoNames.Runs, new("state", nameof(RunState.Running)), new() { ["startedAt"] = 1, ["added"] = 1 }, null, MongoRunRows.Read,
        cancellation);

    public async Task<IReadOnlyList<Run>> ListAsync(RunQuery query, RunKey? after, int most, CancellationToken cancellation)
    {
        var filter = new BsonDocument(MongoDeletion.NotBegun)
            .AddIfAny("kind", query.Kind)
            .AddIfAny("state", query.State?.ToString())
            .AddIfAny("dataset", query.Dataset)
            .AddTimes("startedAt", query.From, query.To);
        return await store.ListAsync(
            MongoNames.Runs,
            after is null ? filter : filter.After(-1, new("startedAt", after.StartedAt.ToBson()), new("_id", after.Id)),
            new() { ["startedAt"] = -1, ["_id"] = -1 },
            Math.Max(0, most),
            MongoRunRows.Read,
            cancellation);
    }

    public Task<bool> EndAsync(string id, RunState state, string? result, RunError? error, DateTime at, CancellationToken cancellation)
    {
        if (state == RunState.Running)
            throw new ArgumentException("A run does not end by running.", nameof(state));

        var end = new BsonDocument { ["state"] = state.ToString(), ["endedAt"] = at.ToBson() }.AddIfAny("result", result);
        if (error is not null)
            end.Add("error", MongoRunRows.Write(error));

        return UpdateAsync(new() { ["_id"] = id, ["state"] = nameof(RunState.Running) }, new("$set", end), cancellation);
    }

    public async Task<bool> ReopenAsync(
        string id, string stage, IReadOnlyCollection<int> slices, DateTime at, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { State: RunState.Failed or RunState.Cancelled } run)
            return false;

        // Slices first: whoever sees the run running sees them taken back.
        await _stages.TakeBackAsync(id, stage, slices, run.Retries + 1, cancellation);
        return await UpdateAsync(
            new()
            {
                ["_id"] = id,
                ["state"] = MongoFilters.In([nameof(RunState.Failed), nameof(RunState.Cancelled)]),
                ["retries"] = run.Retries,
            },
            new()
            {
                ["$set"] = new BsonDocument
                {
                    ["state"] = nameof(RunState.Running),
                    ["retries"] = run.Retries + 1,
                    ["resumedAt"] = at.ToBson(),
                },
                ["$unset"] = new BsonDocument { ["result"] = "", ["error"] = "", ["endedAt"] = "" },
            },
            cancellation);
    }

    public Task<int> PlanStageAsync(string run, string stage, int slices, DateTime at, CancellationToken cancellation) =>
        _stages.PlanAsync(run, stage, slices, at, cancellation);

    public Task<StageProgress> CompleteSliceAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation) =>
        _stages.CompleteAsync(run, stage, slice, cancellation);

    public Task<bool> IsSliceDoneAsync(string run, string stage, int slice, CancellationToken cancellation) =>
        _stages.IsDoneAsync(run, stage, slice, cancellation);

    public Task<StageProgress?> ProgressAsync(string run, string stage, CancellationToken cancellation) =>
        _stages.ProgressAsync(run, stage, cancellation);

    public Task<IReadOnlyList<StageProgress>> StagesAsync(string run, CancellationToken cancellation) =>
        _stages.ListAsync(run, cancellation);

    public Task<IReadOnlyList<SliceRecord>> SlicesAsync(string run, string stage, CancellationToken cancellation) =>
        _stages.SlicesAsync(run, stage, cancellation);

    public async Task<RunActivity> ActivityAsync(string run, CancellationToken cancellation) => new(
        await LatestAsync(MongoNames.Stages, run, "plannedAt", cancellation),
        await LatestAsync(MongoNames.Slices, run, "endedAt", cancellation),
        await LatestAsync(MongoNames.SliceAttempts, run, "startedAt", cancellation));

    public async Task<RunCounts> CountAsync(string id, CancellationToken cancellation) => new(
        (int)await store.CountAsync(MongoNames.Stages, new("run", id), cancellation),
        await store.CountAsync(MongoNames.Slices, new("run", id), cancellation),
        await store.CountAsync(
            MongoNames.FeatureParts, new("run", MongoFilters.In(await FeatureSetsOfAsync(id, cancellation))), cancellation));

    public async Task<RunCounts?> DeleteAsync(string id, CancellationToken cancellation)
    {
        var ended = new BsonDocument { ["_id"] = id, ["state"] = new BsonDocument("$ne", nameof(RunState.Running)) };
        if (!await MongoDeletion.Run.BeginAsync(store, ended, cancellation))
            return await FindAsync(id, cancellation) is null ? null : throw StoreErrors.RunNotEnded(id);

        var counts = await CountAsync(id, cancellation);
        foreach (var set in await FeatureSetsOfAsync(id, cancellation))
            await features.DeleteAsync(set, cancellation);

        string[] collections = [MongoNames.Wakes, MongoNames.SliceAttempts, MongoNames.Slices, MongoNames.StageParts, MongoNames.Stages];
        foreach (var collection in collections)
            await MongoDeletion.DeletePiecesAsync(store, collection, new("run", id), ["run"], cancellation);

        await RememberAsync(id, cancellation);
        await MongoDeletion.Run.EndAsync(store, id, cancellation);
        return counts;
    }

    public async Task<bool> WasDeletedAsync(string id, CancellationToken cancellation) =>
        await IsBeingDeletedAsync(id, cancellation)
        || await store.FindAsync(MongoNames.DeletedRuns, new("_id", id), cancellation) is not null;

    public Task<bool> IsBeingDeletedAsync(string id, CancellationToken cancellation) =>
        MongoDeletion.Run.IsBegunAsync(store, id, cancellation);

    public Task<IReadOnlyList<string>> BeingDeletedAsync(string? dataset, CancellationToken cancellation) =>
        MongoDeletion.Run.BegunAsync(store, dataset, cancellation);

    /// <summary>So that what still comes for the run is known to be late.</summary>
    private Task<bool> RememberAsync(string id, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            // The time is the server's, and so is what is too old by it.
            var deleted = store.Collection(MongoNames.DeletedRuns);
            await deleted.UpdateOneAsync(
                new BsonDocument("_id", id), new BsonDocument("$currentDate", new BsonDocument("at", true)),
                new UpdateOptions { IsUpsert = true }, cancellation);
            if (await store.FindAsync(MongoNames.DeletedRuns, new("_id", id), cancellation) is not { } now)
                return false;

            var old = new BsonDocument("$lt", (now.GetTime("at") - Run.DeletedIsKnownFor).ToBson());
            await deleted.DeleteManyAsync(new BsonDocument("at", old), cancellation);
            return true;
        },
        cancellation);

    private async Task<IReadOnlyList<string>> FeatureSetsOfAsync(string id, CancellationToken cancellation)
    {
        var row = await store.FindAsync(MongoNames.Runs, new("_id", id), cancellation);
        return [.. Enumerable.Range(0, 1 + (row?["retries"].ToInt32() ?? 0)).Select(retry => Run.FeatureSetOf(id, retry))];
    }

    private async Task<DateTime?> LatestAsync(string collection, string run, string time, CancellationToken cancellation) =>
        (await store.ListAsync(
            collection, new("run", run), new(time, -1), 1, row => (DateTime?)row.GetTime(time), cancellation,
            new() { [time] = 1, ["_id"] = 0 }))
        .SingleOrDefault();

    private async Task<Run?> FindLatestAsync(string key, RunState state, CancellationToken cancellation)
    {
        var filter = new BsonDocument { new BsonElement("key", key), new BsonElement("state", state.ToString()), MongoDeletion.NotBegun };
        var runs = await store.ListAsync(
            MongoNames.Runs, filter, new() { ["startedAt"] = -1, ["added"] = -1 }, 1, MongoRunRows.Read, cancellation);
        return runs.SingleOrDefault();
    }

    private Task<bool> UpdateAsync(BsonDocument filter, BsonDocument update, CancellationToken cancellation) => store.RunAsync(
        async () => (await Runs.UpdateOneAsync(filter, update, cancellationToken: cancellation)).MatchedCount == 1, cancellation);
}
