using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// A job run is one document with its steps. One that has ended says that it is untold until its job was touched, so that a job hears of
/// it also when the process that has ended it is killed.
/// </summary>
internal sealed class MongoJobRuns(MongoStore store, IJobs jobs) : IJobRuns
{
    private const string Untold = "untold";

    private IMongoCollection<BsonDocument> Runs => store.Collection(MongoNames.JobRuns);

    public Task<JobRun> AddAsync(JobRun run, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            await MongoJobs.RequireAsync(store, run.Job, cancellation);
            var stored = await Runs.EnsureAsync(MongoJobRunRows.Write(run), keys: 1, cancellation);
            if (stored.GetString("job") is var job && job != run.Job)
                throw StoreErrors.JobRunTaken(run.Id, job);

            // Whoever deletes the job looks for runs after he has marked it, so that one of the two sees the other.
            if (!await MongoJobs.IsThereAsync(store, run.Job, cancellation))
            {
                await Runs.DeleteOneAsync(new BsonDocument("_id", run.Id), cancellation);
                throw StoreErrors.BeingDeleted(MongoDeletion.Job.What, run.Job);
            }

            return MongoJobRunRows.Read(stored);
        },
        cancellation);

    public async Task<JobRun?> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.JobRuns, new("_id", id), cancellation) is { } row ? MongoJobRunRows.Read(row) : null;

    public async Task<IReadOnlyList<JobRun>> ListAsync(
        JobRunQuery query, JobRunKey? after, int most, CancellationToken cancellation)
    {
        var filter = new BsonDocument().AddIfAny("job", query.Job).AddIfAny("state", query.State?.ToString())
            .AddTimes("to", query.From, query.To);
        return await store.ListAsync(
            MongoNames.JobRuns,
            after is null ? filter : filter.After(-1, new("createdAt", after.CreatedAt.ToBson()), new("_id", after.Id)),
            new() { ["createdAt"] = -1, ["_id"] = -1 },
            Math.Max(0, most),
            MongoJobRunRows.Read,
            cancellation);
    }

    public async Task<IReadOnlyList<JobRun>> ActiveAsync(string job, CancellationToken cancellation) => await store.ListAsync(
        MongoNames.JobRuns, new() { ["job"] = job, ["state"] = nameof(JobRunState.Running) }, new() { ["createdAt"] = 1, ["_id"] = 1 },
        null, MongoJobRunRows.Read, cancellation);

    public async Task<IReadOnlyList<JobRun>> DueAsync(DateTime at, int most, CancellationToken cancellation)
    {
        var ended = await store.ListAsync(
            MongoNames.JobRuns, new(Untold, new BsonDocument("$lte", at.ToBson())), row => row, cancellation);
        foreach (var run in ended)
            await TellAsync(run, cancellation);

        return await store.ListAsync(
            MongoNames.JobRuns, new("looksAt", new BsonDocument("$lte", at.ToBson())), new() { ["looksAt"] = 1, ["_id"] = 1 },
            Math.Max(0, most), MongoJobRunRows.Read, cancellation);
    }

    public Task TouchAsync(string id, DateTime at, CancellationToken cancellation) => store.RunAsync(
        () => Runs.UpdateOneAsync(
            new BsonDocument { ["_id"] = id, ["state"] = nameof(JobRunState.Running) },
            new BsonDocument
            {
                ["$min"] = new BsonDocument("looksAt", at.ToBson()),
                ["$inc"] = new BsonDocument("revision", 1L),
            },
            cancellationToken: cancellation),
        cancellation);

    public async Task<JobRun?> CommitAsync(JobRun run, Lease? lease, CancellationToken cancellation)
    {
        var committed = await store.RunAsync(
            async () =>
            {
                if (!await MongoLeases.IsHeldAsync(store, lease, cancellation)
                    || !await MongoJobs.IsThereAsync(store, run.Job, cancellation))
                    return null;

                var seen = new BsonDocument { ["_id"] = run.Id, ["revision"] = run.Revision };
                var before = await Runs.Find(seen).FirstOrDefaultAsync(cancellation);
                if (before is null || before["epoch"].ToInt64() is var epoch && lease?.Epoch < epoch)
                    return null;

                var row = MongoJobRunRows.Write(run with { Epoch = lease?.Epoch ?? epoch }, run.Revision + 1);
                if (run.State != JobRunState.Running)
                    row.AddIfAny(
                        Untold, MongoJobRunRows.IsRunning(before) ? run.EndedAt ?? run.CreatedAt : before.GetTimeOrNull(Untold));

                var replaced = await Runs.ReplaceOneAsync(seen, row, cancellationToken: cancellation);
                return replaced.MatchedCount == 1 ? row : null;
            },
            cancellation);
        if (committed is null)
            return null;

        if (committed.Contains(Untold))
            await TellAsync(committed, cancellation);

        return MongoJobRunRows.Read(committed);
    }

    /// <summary>Has the job of a run that has ended looked at. Done again, it is looked at once more.</summary>
    private async Task TellAsync(BsonDocument ended, CancellationToken cancellation)
    {
        await jobs.TouchAsync(ended.GetString("job"), ended.GetTime(Untold), cancellation);
        await store.RunAsync(
            () => Runs.UpdateOneAsync(
                new BsonDocument { ["_id"] = ended["_id"], [Untold] = ended[Untold] },
                new BsonDocument("$unset", new BsonDocument(Untold, "")), cancellationToken: cancellation),
            cancellation);
    }
}
