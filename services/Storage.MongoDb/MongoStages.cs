using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Stages of a run and their slices. What a slice came to is written first, a document an attempt; then the stage's document says, in one
/// step, which attempt finished the slice and how many are done, so that of many who finish at once each sees another number and one sees
/// the last.
/// </summary>
internal sealed class MongoStages(MongoStore store)
{
    private static readonly BsonDocument Progress = new() { ["stage"] = 1, ["slices"] = 1, ["done"] = 1, ["rows"] = 1 };

    private IMongoCollection<BsonDocument> Stages => store.Collection(MongoNames.Stages);

    public Task<int> PlanAsync(string run, string stage, int slices, DateTime at, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var planned = await Stages.EnsureAsync(
                KeyOf(run, stage).AddRange(new BsonDocument
                {
                    ["stage"] = stage,
                    ["slices"] = slices,
                    ["plannedAt"] = at.ToBson(),
                    ["added"] = ObjectId.GenerateNewId(),
                    ["done"] = 0,
                    ["rows"] = 0L,
                    ["revision"] = 1L,
                    ["finished"] = new BsonDocument(),
                    ["takenBack"] = new BsonDocument(),
                }),
                keys: 2,
                cancellation);
            return planned["slices"].ToInt32();
        },
        cancellation);

    public async Task<StageProgress> CompleteAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation)
    {
        var completed = await store.RunAsync(
            async () =>
            {
                var stored = await store.Collection(MongoNames.Slices).EnsureAsync(
                    MongoSliceRows.Write(run, stage, slice), keys: 2, cancellation);
                return await FinishAsync(run, stage, MongoSliceRows.Read(stored), cancellation);
            },
            cancellation);
        return completed is not null ? Read(completed) : await ProgressAsync(run, stage, cancellation)
            ?? throw new InvalidOperationException($"Slice {slice.Slice} belongs to stage {stage} of run {run}, which was never planned.");
    }

    public Task<bool> IsDoneAsync(string run, string stage, int slice, CancellationToken cancellation) => store.ReadAsync(
        () => Stages.Find(KeyOf(run, stage).Add($"finished.{Name(slice)}", new BsonDocument("$exists", true)))
            .Project<BsonDocument>(Progress).AnyAsync(cancellation),
        cancellation);

    public Task<StageProgress?> ProgressAsync(string run, string stage, CancellationToken cancellation) => store.ReadAsync(
        async () =>
        {
            var row = await Stages.Find(KeyOf(run, stage)).Project<BsonDocument>(Progress).FirstOrDefaultAsync(cancellation);
            return row is null ? null : Read(row);
        },
        cancellation);

    public Task<IReadOnlyList<StageProgress>> ListAsync(string run, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<StageProgress>>(
            async () =>
            {
                var rows = await Stages.Find(new BsonDocument("run", run)).Sort(new BsonDocument { ["plannedAt"] = 1, ["added"] = 1 })
                    .Project<BsonDocument>(Progress).ToListAsync(cancellation);
                return rows.ConvertAll(Read);
            },
            cancellation);

    /// <summary>The record of the attempt that finished each slice.</summary>
    public async Task<IReadOnlyList<SliceRecord>> SlicesAsync(string run, string stage, CancellationToken cancellation)
    {
        if (await store.FindAsync(MongoNames.Stages, KeyOf(run, stage), cancellation) is not { } row)
            return [];

        var finished = row.GetDocument("finished");
        var slices = await store.ListAsync(
            MongoNames.Slices, new() { ["run"] = run, ["stage"] = stage }, MongoSliceRows.Read, cancellation);
        return [.. slices.Where(slice => finished.GetValue(Name(slice.Slice), 0).ToInt32() == slice.Attempt).OrderBy(slice => slice.Slice)];
    }

    /// <summary>
    /// The slices are not done, and no attempt at them up to now can complete them; each only once for a number of retries.
    /// </summary>
    public async Task TakeBackAsync(string run, string stage, IReadOnlyCollection<int> slices, int retries, CancellationToken cancellation)
    {
        if (slices.Count == 0)
            return;

        var attempts = (await new MongoSliceAttempts(store).ListAsync(run, stage, cancellation)).ToDictionary(
            attempt => attempt.Slice, attempt => attempt.Attempt);
        for (var pauses = new MongoPauses();
            await store.FindAsync(MongoNames.Stages, KeyOf(run, stage), cancellation) is { } row;
            await pauses.NextAsync(cancellation))
        {
            var rows = (await SlicesAsync(run, stage, cancellation)).ToDictionary(slice => slice.Slice, slice => slice.Rows);
            var revision = row["revision"].ToInt64();
            foreach (var slice in slices)
                TakeBack(row, slice, attempts.GetValueOrDefault(slice), retries, rows);

            row["revision"] = revision + 1;
            var replaced = await store.RunAsync(
                () => Stages.ReplaceOneAsync(KeyOf(run, stage).Add("revision", revision), row, cancellationToken: cancellation),
                cancellation);
            if (replaced.MatchedCount == 1)
                return;
        }
    }

    private static void TakeBack(BsonDocument stage, int slice, int attempt, int retries, Dictionary<int, long> rows)
    {
        var (name, takenBack, finished) = (Name(slice), stage.GetDocument("takenBack"), stage.GetDocument("finished"));
        if (takenBack.TryGetValue(name, out var before) && before.AsBsonDocument["retries"].ToInt32() >= retries)
            return;

        takenBack[name] = new BsonDocument { ["attempt"] = attempt, ["retries"] = retries };
        if (!finished.Contains(name))
            return;

        finished.Remove(name);
        stage["done"] = stage["done"].ToInt32() - 1;
        stage["rows"] = stage["rows"].ToInt64() - rows.GetValueOrDefault(slice);
    }

    /// <returns>Null when the slice is done already, or the attempt is one that was taken back.</returns>
    private Task<BsonDocument?> FinishAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation)
    {
        var name = Name(slice.Slice);
        var filter = KeyOf(run, stage).Add($"finished.{name}", new BsonDocument("$exists", false)).Add(
            "$or",
            new BsonArray
            {
                new BsonDocument($"takenBack.{name}", new BsonDocument("$exists", false)),
                new BsonDocument($"takenBack.{name}.attempt", new BsonDocument("$lt", slice.Attempt)),
            });
        var update = new BsonDocument
        {
            ["$set"] = new BsonDocument($"finished.{name}", slice.Attempt),
            ["$inc"] = new BsonDocument { ["done"] = 1, ["rows"] = slice.Rows, ["revision"] = 1L },
        };
        return Stages.FindOneAndUpdateAsync<BsonDocument>(
            filter, update, new() { ReturnDocument = ReturnDocument.After, Projection = Progress }, cancellation)!;
    }

    private static BsonDocument KeyOf(string run, string stage) => new() { ["_id"] = MongoIds.Of(run, stage), ["run"] = run };

    private static string Name(int slice) => slice.ToString(CultureInfo.InvariantCulture);

    private static StageProgress Read(BsonDocument row) =>
        new(row.GetString("stage"), row["slices"].ToInt32(), row["done"].ToInt32(), row["rows"].ToInt64());
}
