using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// A job is one document with all that was committed with it; <see cref="MongoJobWrites"/> brings the rest to where it is looked for.
/// </summary>
internal sealed class MongoJobs(MongoStore store) : IJobs
{
    private readonly MongoJobWrites _writes = new(store);

    private IMongoCollection<BsonDocument> Jobs => store.Collection(MongoNames.Jobs);

    public Task<Job?> ApplyAsync(
        JobVersion version, JobState state, long? revision, JobEntry entry, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            await MongoDeletion.Job.ThrowIfBegunAsync(store, version.Job, cancellation);
            var next = (revision ?? 0) + 1;
            var changes = MongoJobRows.Write(version, state).Add(MongoJobWrites.Of(next, version, entry));
            if (revision is { } seen)
                return await ChangeAsync(version.Job, seen, null, changes, state.LooksAt, cancellation);

            var added = new BsonDocument { ["_id"] = version.Job, ["epoch"] = state.Epoch, ["revision"] = next }
                .AddRange(changes).AddIfAny("looksAt", state.LooksAt);
            if (!await Jobs.TryInsertAsync(added, cancellation))
                return null;

            await _writes.FinishAsync(added, cancellation);
            return MongoJobRows.Read(added);
        },
        cancellation);

    public async Task<Job?> FindAsync(string name, CancellationToken cancellation) =>
        (await LoadAsync(MongoDeletion.Named(name), null, null, cancellation)).SingleOrDefault();

    public Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancellation) =>
        LoadAsync(new() { MongoDeletion.NotBegun }, new("_id", 1), null, cancellation);

    public Task<IReadOnlyList<Job>> TriggeredAsync(CancellationToken cancellation) => LoadAsync(
        new() { new BsonElement("definition", new BsonRegularExpression(@"triggers|\\")), MongoDeletion.NotBegun }, new("_id", 1), null,
        cancellation);

    public Task<IReadOnlyList<Job>> DueAsync(DateTime at, int most, CancellationToken cancellation) => LoadAsync(
        new() { new BsonElement("looksAt", new BsonDocument("$lte", at.ToBson())), MongoDeletion.NotBegun },
        new() { ["looksAt"] = 1, ["_id"] = 1 }, Math.Max(0, most), cancellation);

    public Task TouchAsync(string name, DateTime at, CancellationToken cancellation) => store.RunAsync(
        () => Jobs.UpdateOneAsync(
            MongoDeletion.Named(name),
            new BsonDocument
            {
                ["$min"] = new BsonDocument("looksAt", at.ToBson()),
                ["$inc"] = new BsonDocument("revision", 1L),
            },
            cancellationToken: cancellation),
        cancellation);

    public Task<Job?> CommitAsync(JobCommit commit, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var job = commit.Job;
            if (!await MongoLeases.IsHeldAsync(store, commit.Lease, cancellation))
                return null;

            await ThrowIfTakenAsync(commit, cancellation);
            var changes = new BsonDocument("state", MongoJobRows.Write(job.State));
            if (MongoJobWrites.Of(job.Revision + 1, commit) is { } writes)
                changes.Add(writes);

            return await ChangeAsync(job.Name, job.Revision, commit.Lease, changes, job.State.LooksAt, cancellation);
        },
        cancellation);

    public async Task<IReadOnlyList<JobVersion>> VersionsAsync(string name, CancellationToken cancellation) => await store.ListAsync(
        MongoNames.JobVersions, new("job", name), new("number", -1), null, MongoLedgerRows.ReadVersion, cancellation);

    public async Task<JobVersion?> VersionAsync(string name, int version, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.JobVersions, new() { ["job"] = name, ["number"] = version }, cancellation) is { } row
            ? MongoLedgerRows.ReadVersion(row)
            : null;

    public async Task<Occurrence?> OccurrenceAsync(string job, DateTime nominal, CancellationToken cancellation)
    {
        var key = new BsonDocument { ["_id"] = MongoLedgerRows.IdOf(job, nominal), ["job"] = job };
        return await store.FindAsync(MongoNames.Occurrences, key, cancellation) is { } row ? MongoLedgerRows.ReadOccurrence(row) : null;
    }

    public async Task<IReadOnlyList<Occurrence>> OccurrencesAsync(
        string job, DateTime? from, DateTime? to, OccurrenceOutcome? outcome, int most, CancellationToken cancellation) =>
        await store.ListAsync(
            MongoNames.Occurrences,
            new BsonDocument("job", job).AddIfAny("outcome", outcome?.ToString()).AddTimes("nominal", from, to), new("nominal", -1),
            Math.Max(0, most), MongoLedgerRows.ReadOccurrence, cancellation);

    public async Task<IReadOnlyList<TriggerEvaluation>> EvaluationsAsync(
        string job, string? after, int most, CancellationToken cancellation)
    {
        var filter = new BsonDocument("job", job);
        return await store.ListAsync(
            MongoNames.JobEvaluations, after is null ? filter : filter.Add("id", new BsonDocument("$lt", after)), new("id", -1),
            Math.Max(0, most), MongoLedgerRows.ReadEvaluation, cancellation);
    }

    public async Task<IReadOnlyList<JobEntry>> EntriesAsync(string job, int most, CancellationToken cancellation) => await store.ListAsync(
        MongoNames.JobEntries, new("job", job), new("id", -1), Math.Max(0, most), MongoLedgerRows.ReadEntry, cancellation);

    public async Task<bool> DeleteAsync(string name, CancellationToken cancellation)
    {
        if (!await MongoDeletion.Job.BeginAsync(store, new("_id", name), cancellation))
            return false;

        // Whoever adds a run looks for the mark afterwards, so that one of the two sees the other.
        if (await RunningAsync(name, cancellation) is { } running)
        {
            await store.RunAsync(
                () => Jobs.UpdateOneAsync(
                    new BsonDocument("_id", name), new BsonDocument("$unset", new BsonDocument("deleting", "")),
                    cancellationToken: cancellation),
                cancellation);
            throw StoreErrors.JobRunning(name, running);
        }

        await _writes.DeleteAsync(name, cancellation);
        await store.RunAsync(
            () => store.Collection(MongoNames.DeletedJobs).UpdateOneAsync(
                new BsonDocument("_id", name), new BsonDocument("$currentDate", new BsonDocument("at", true)),
                new UpdateOptions { IsUpsert = true }, cancellation),
            cancellation);
        await MongoDeletion.Job.EndAsync(store, name, cancellation);
        return true;
    }

    public async Task<bool> WasDeletedAsync(string name, CancellationToken cancellation) =>
        await MongoDeletion.Job.IsBegunAsync(store, name, cancellation)
        || await store.FindAsync(MongoNames.DeletedJobs, new("_id", name), cancellation) is not null;

    public Task<bool> MarkOverdueAsync(string job, DateTime nominal, DateTime at, CancellationToken cancellation) => store.RunAsync(
        async () => await IsThereAsync(store, job, cancellation) && await store.Collection(MongoNames.Overdue).TryInsertAsync(
            new()
            {
                ["_id"] = MongoLedgerRows.IdOf(job, nominal),
                ["job"] = job,
                ["nominal"] = nominal.ToBson(),
                ["at"] = at.ToBson(),
            },
            cancellation),
        cancellation);

    public async Task<IReadOnlyDictionary<DateTime, DateTime>> OverdueAsync(
        string job, DateTime? from, DateTime? to, CancellationToken cancellation)
    {
        var rows = await store.ListAsync(
            MongoNames.Overdue, new BsonDocument("job", job).AddTimes("nominal", from, to),
            row => (Nominal: row.GetTime("nominal"), At: row.GetTime("at")), cancellation);
        return rows.ToDictionary(row => row.Nominal, row => row.At);
    }

    /// <summary>Whether there is a job of the name that is not being deleted.</summary>
    public static Task<bool> IsThereAsync(MongoStore store, string name, CancellationToken cancellation) =>
        store.Collection(MongoNames.Jobs).Find(MongoDeletion.Named(name)).Project<BsonDocument>(new BsonDocument("_id", 1))
            .AnyAsync(cancellation);

    /// <exception cref="Engine.PresageException"><c>unknown-job</c>, <c>being-deleted</c>.</exception>
    public static async Task RequireAsync(MongoStore store, string name, CancellationToken cancellation)
    {
        if (await IsThereAsync(store, name, cancellation))
            return;

        await MongoDeletion.Job.ThrowIfBegunAsync(store, name, cancellation);
        throw StoreErrors.UnknownJob(name);
    }

    /// <returns>The job with what was changed; null when it has another revision by now, or was committed under a later lease.</returns>
    private async Task<Job?> ChangeAsync(
        string name, long revision, Lease? lease, BsonDocument changes, DateTime? looksAt, CancellationToken cancellation)
    {
        var filter = MongoDeletion.Named(name).Add("revision", revision).Add(MongoJobWrites.None);
        if (lease is not null)
        {
            filter.Add("epoch", new BsonDocument("$lte", lease.Epoch));
            changes.Add("epoch", lease.Epoch);
        }

        var update = new BsonDocument
        {
            ["$set"] = changes.AddIfAny("looksAt", looksAt),
            ["$inc"] = new BsonDocument("revision", 1L),
        };
        if (looksAt is null)
            update.Add("$unset", new BsonDocument("looksAt", ""));

        var changed = await Jobs.FindOneAndUpdateAsync<BsonDocument>(
            filter, update, new() { ReturnDocument = ReturnDocument.After }, cancellation);
        if (changed is null)
            return null;

        await _writes.FinishAsync(changed, cancellation);
        return MongoJobRows.Read(changed);
    }

    private async Task<IReadOnlyList<Job>> LoadAsync(BsonDocument filter, BsonDocument? sort, int? most, CancellationToken cancellation)
    {
        var rows = await store.ListAsync(MongoNames.Jobs, filter, sort, most, row => row, cancellation);
        foreach (var row in rows.Where(row => row.Contains(MongoJobWrites.None.Name)))
            await store.RunAsync(() => _writes.FinishAsync(row, cancellation), cancellation);

        return [.. rows.Select(MongoJobRows.Read)];
    }

    /// <summary>It must not turn out when the job is committed already.</summary>
    private async Task ThrowIfTakenAsync(JobCommit commit, CancellationToken cancellation)
    {
        if (commit.Runs.Count == 0)
            return;

        var others = new BsonDocument
        {
            ["_id"] = MongoFilters.In(commit.Runs.Select(run => run.Id)),
            ["job"] = new BsonDocument("$ne", commit.Job.Name),
        };
        if (await store.Collection(MongoNames.JobRuns).Find(others).FirstOrDefaultAsync(cancellation) is { } taken)
            throw StoreErrors.JobRunTaken(taken.GetString("_id"), taken.GetString("job"));
    }

    /// <summary>A run that has not ended, also one that was committed and is not written yet.</summary>
    private async Task<string?> RunningAsync(string job, CancellationToken cancellation)
    {
        if (await store.FindAsync(MongoNames.Jobs, new("_id", job), cancellation) is { } row)
            await store.RunAsync(() => _writes.FinishAsync(row, cancellation), cancellation);

        var running = new BsonDocument { ["job"] = job, ["state"] = nameof(JobRunState.Running) };
        return (await store.FindAsync(MongoNames.JobRuns, running, cancellation))?.GetString("_id");
    }
}
