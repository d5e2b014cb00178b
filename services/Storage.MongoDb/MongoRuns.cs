using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoRuns(MongoStore store) : IRuns
{
    private readonly MongoStages _stages = new(store);

    private IMongoCollection<BsonDocument> Runs => store.Collection(MongoNames.Runs);

    public Task<Run> StartAsync(Run run, CancellationToken cancellation) => store.RunAsync(
        async () => MongoRunRows.Read(await Runs.EnsureAsync(MongoRunRows.Write(run), keys: 1, cancellation)), cancellation);

    public async Task<Run?> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Runs, new("_id", id), cancellation) is { } row ? MongoRunRows.Read(row) : null;

    public async Task<string> PinAsync(string id, string plan, CancellationToken cancellation)
    {
        while (true)
        {
            if (await UpdateAsync(new() { ["_id"] = id, ["plan"] = BsonNull.Value }, new("$set", new BsonDocument("plan", plan)), cancellation))
                return plan;

            var run = await FindAsync(id, cancellation) ?? throw new InvalidOperationException($"There is no run {id} to pin a plan to.");
            if (run.Plan is { } stored)
                return stored;

            // Another process has just stored one that a majority of the servers does not have yet.
        }
    }

    public async Task<Run?> FindUnfinishedAsync(string key, CancellationToken cancellation) =>
        (await ListAsync(new() { ["key"] = key, ["state"] = nameof(RunState.Running) }, -1, 1, cancellation)).SingleOrDefault();

    public Task<IReadOnlyList<Run>> UnfinishedAsync(CancellationToken cancellation) => ListAsync(new("state", nameof(RunState.Running)), 1, null, cancellation);

    public Task<IReadOnlyList<Run>> ListAsync(int most, CancellationToken cancellation) => ListAsync([], -1, most, cancellation);

    public Task<bool> EndAsync(string id, RunState state, string? result, RunError? error, DateTime at, CancellationToken cancellation)
    {
        if (state == RunState.Running)
            throw new ArgumentException("A run does not end by running.", nameof(state));

        var end = new BsonDocument { ["state"] = state.ToString(), ["endedAt"] = at.ToBson() }.AddIfAny("result", result);
        if (error is not null)
            end.Add("error", MongoRunRows.Write(error));

        return UpdateAsync(new() { ["_id"] = id, ["state"] = nameof(RunState.Running) }, new("$set", end), cancellation);
    }

    public async Task<bool> ReopenAsync(string id, string stage, IReadOnlyCollection<int> slices, DateTime at, CancellationToken cancellation)
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
                ["$set"] = new BsonDocument { ["state"] = nameof(RunState.Running), ["retries"] = run.Retries + 1, ["resumedAt"] = at.ToBson() },
                ["$unset"] = new BsonDocument { ["result"] = "", ["error"] = "", ["endedAt"] = "" },
            },
            cancellation);
    }

    public Task<int> PlanStageAsync(string run, string stage, int slices, DateTime at, CancellationToken cancellation) =>
        _stages.PlanAsync(run, stage, slices, at, cancellation);

    public Task<StageProgress> CompleteSliceAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation) =>
        _stages.CompleteAsync(run, stage, slice, cancellation);

    public Task<bool> IsSliceDoneAsync(string run, string stage, int slice, CancellationToken cancellation) => _stages.IsDoneAsync(run, stage, slice, cancellation);

    public Task<StageProgress?> ProgressAsync(string run, string stage, CancellationToken cancellation) => _stages.ProgressAsync(run, stage, cancellation);

    public Task<IReadOnlyList<StageProgress>> StagesAsync(string run, CancellationToken cancellation) => _stages.ListAsync(run, cancellation);

    public Task<IReadOnlyList<SliceRecord>> SlicesAsync(string run, string stage, CancellationToken cancellation) => _stages.SlicesAsync(run, stage, cancellation);

    public async Task<RunActivity> ActivityAsync(string run, CancellationToken cancellation) => new(
        await LatestAsync(MongoNames.Stages, run, "plannedAt", cancellation),
        await LatestAsync(MongoNames.Slices, run, "endedAt", cancellation),
        await LatestAsync(MongoNames.SliceAttempts, run, "startedAt", cancellation));

    private async Task<DateTime?> LatestAsync(string collection, string run, string time, CancellationToken cancellation) =>
        (await store.ListAsync(collection, new("run", run), new(time, -1), 1, row => (DateTime?)row.GetTime(time), cancellation)).SingleOrDefault();

    private async Task<IReadOnlyList<Run>> ListAsync(BsonDocument filter, int order, int? most, CancellationToken cancellation) =>
        await store.ListAsync(MongoNames.Runs, filter, new() { ["startedAt"] = order, ["added"] = order }, most, MongoRunRows.Read, cancellation);

    private Task<bool> UpdateAsync(BsonDocument filter, BsonDocument update, CancellationToken cancellation) => store.RunAsync(
        async () => (await Runs.UpdateOneAsync(filter, update, cancellationToken: cancellation)).MatchedCount == 1, cancellation);
}
