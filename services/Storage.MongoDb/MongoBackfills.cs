using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoBackfills(MongoStore store) : IBackfills
{
    private IMongoCollection<BsonDocument> Backfills => store.Collection(MongoNames.Backfills);

    public Task<Backfill> AddAsync(Backfill backfill, CancellationToken cancellation)
    {
        if (backfill.Intervals.Count > Backfill.MostIntervals)
            throw StoreErrors.BackfillTooLarge(backfill.Intervals.Count);

        return store.RunAsync(
            async () =>
            {
                await MongoJobs.RequireAsync(store, backfill.Job, cancellation);
                var stored = await Backfills.EnsureAsync(Write(backfill, revision: 1), keys: 2, cancellation);
                if (!await MongoJobs.IsThereAsync(store, backfill.Job, cancellation))
                {
                    await Backfills.DeleteOneAsync(KeyOf(backfill.Job, backfill.Id), cancellation);
                    throw StoreErrors.BeingDeleted(MongoDeletion.Job.What, backfill.Job);
                }

                return Read(stored);
            },
            cancellation);
    }

    public async Task<Backfill?> FindAsync(string job, string id, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Backfills, KeyOf(job, id), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<Backfill>> ListAsync(string? job, CancellationToken cancellation) => await store.ListAsync(
        MongoNames.Backfills, new BsonDocument().AddIfAny("job", job), new() { ["startedAt"] = -1, ["_id"] = -1 }, null, Read,
        cancellation);

    public async Task<IReadOnlyList<Backfill>> ActiveAsync(CancellationToken cancellation) => await store.ListAsync(
        MongoNames.Backfills, new("state", nameof(BackfillState.Running)), new() { ["startedAt"] = 1, ["_id"] = 1 }, null, Read,
        cancellation);

    public Task<Backfill?> CommitAsync(Backfill backfill, Lease? lease, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            if (!await MongoLeases.IsHeldAsync(store, lease, cancellation))
                return null;

            var seen = KeyOf(backfill.Job, backfill.Id).Add("revision", backfill.Revision);
            var before = await Backfills.Find(seen).Project<BsonDocument>(new BsonDocument("epoch", 1)).FirstOrDefaultAsync(cancellation);
            if (before is null || before["epoch"].ToInt64() is var epoch && lease?.Epoch < epoch)
                return null;

            var row = Write(backfill with { Epoch = lease?.Epoch ?? epoch }, backfill.Revision + 1);
            var replaced = await Backfills.ReplaceOneAsync(seen, row, cancellationToken: cancellation);
            return replaced.MatchedCount == 1 ? Read(row) : null;
        },
        cancellation);

    private static BsonDocument KeyOf(string job, string id) => new() { ["_id"] = MongoIds.Of(job, id), ["job"] = job };

    private static BsonDocument Write(Backfill backfill, long revision) => KeyOf(backfill.Job, backfill.Id).AddRange(new BsonDocument
    {
        ["plan"] = backfill.Id,
        ["from"] = backfill.From.ToBson(),
        ["to"] = backfill.To.ToBson(),
        ["select"] = backfill.Select,
        ["version"] = backfill.Version,
        ["by"] = backfill.By,
        ["startedAt"] = backfill.StartedAt.ToBson(),
        ["state"] = backfill.State.ToString(),
        ["intervals"] = new BsonArray(backfill.Intervals.Select(Write)),
        ["atOnce"] = backfill.AtOnce,
        ["epoch"] = backfill.Epoch,
        ["revision"] = revision,
    }).AddRange(backfill.Steps is { } steps ? new BsonDocument("steps", new BsonArray(steps)) : [])
        .AddIfAny("endedAt", backfill.EndedAt).AddIfAny("why", backfill.Why);

    private static BsonDocument Write(BackfillInterval interval) => new BsonDocument
    {
        ["nominal"] = interval.Nominal.ToBson(),
        ["from"] = interval.From.ToBson(),
        ["to"] = interval.To.ToBson(),
        ["reason"] = interval.Reason,
    }.AddIfAny("run", interval.Run).AddIfAny("state", interval.State?.ToString());

    private static Backfill Read(BsonDocument row) => new(
        row.GetString("job"), row.GetString("plan"), row.GetTime("from"), row.GetTime("to"), row.GetString("select"),
        row.TryGetValue("steps", out var steps) ? [.. steps.AsBsonArray.Select(step => step.AsString)] : null, row["version"].ToInt32(),
        row.GetString("by"), row.GetTime("startedAt"), Enum.Parse<BackfillState>(row.GetString("state")),
        [.. row["intervals"].AsBsonArray.Select(interval => ReadInterval(interval.AsBsonDocument))], row["atOnce"].ToInt32(),
        row.GetTimeOrNull("endedAt"), row.GetStringOrNull("why"), row["epoch"].ToInt64(), row["revision"].ToInt64());

    private static BackfillInterval ReadInterval(BsonDocument row) => new(
        row.GetTime("nominal"), row.GetTime("from"), row.GetTime("to"), row.GetString("reason"), row.GetStringOrNull("run"),
        row.GetStringOrNull("state") is { } state ? Enum.Parse<JobRunState>(state) : null);
}
