using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Stages of a run and their slices. What a slice came to is written first, a document an attempt; then the stage's document says, in one
/// step, which attempt finished the slice and how many are done, so that of many who finish at once each sees another number and one sees
/// the last. A stage of many slices has further documents for those after the first ones, so that none grows with the stage; of many who
/// finish its last slices at once at least one sees that all are done.
/// </summary>
/// <remarks>
/// A stage of many slices that was planned before there were parts, which has no number of them, has all in its own document.
/// </remarks>
internal sealed class MongoStages(MongoStore store, MongoSettings settings)
{
    private static readonly BsonDocument Progress = new() { ["stage"] = 1, ["slices"] = 1, ["parts"] = 1, ["done"] = 1, ["rows"] = 1 };

    private IMongoCollection<BsonDocument> Stages => store.Collection(MongoNames.Stages);

    private IMongoCollection<BsonDocument> Parts => store.Collection(MongoNames.StageParts);

    public Task<int> PlanAsync(string run, string stage, int slices, DateTime at, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var parts = 1 + (Math.Max(0, slices - 1) / settings.SlicesPerPart);
            if (parts > 1 && await Stages.Find(KeyOf(run, stage)).FirstOrDefaultAsync(cancellation) is { } before)
                return before["slices"].ToInt32();

            // Who sees the stage finds its parts.
            for (var part = 1; part < parts; part++)
                await Parts.EnsureAsync(
                    KeyOf(run, stage, part).AddRange(new BsonDocument { ["stage"] = stage, ["part"] = part }).AddRange(Nothing()), keys: 2,
                    cancellation);

            var planned = await Stages.EnsureAsync(
                KeyOf(run, stage).AddRange(new BsonDocument
                {
                    ["stage"] = stage,
                    ["slices"] = slices,
                    ["plannedAt"] = at.ToBson(),
                    ["added"] = ObjectId.GenerateNewId(),
                }).AddRange(Nothing()).AddRange(parts == 1 ? [] : new BsonDocument("parts", parts)),
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
        return completed is not null && completed.Contains("slices") && !completed.Contains("parts") ? Read(completed)
            : await ProgressAsync(run, stage, cancellation)
                ?? throw new InvalidOperationException(
                    $"Slice {slice.Slice} belongs to stage {stage} of run {run}, which was never planned.");
    }

    public Task<bool> IsDoneAsync(string run, string stage, int slice, CancellationToken cancellation) => store.ReadAsync(
        async () =>
        {
            var done = new BsonDocument($"finished.{Name(slice)}", new BsonDocument("$exists", true));
            var part = slice / settings.SlicesPerPart;
            return (part > 0 && await AnyAsync(Parts, KeyOf(run, stage, part))) || await AnyAsync(Stages, KeyOf(run, stage));

            Task<bool> AnyAsync(IMongoCollection<BsonDocument> collection, BsonDocument key) =>
                collection.Find(key.AddRange(done)).Project<BsonDocument>(Progress).AnyAsync(cancellation);
        },
        cancellation);

    public Task<StageProgress?> ProgressAsync(string run, string stage, CancellationToken cancellation) => store.ReadAsync(
        async () =>
        {
            var row = await Stages.Find(KeyOf(run, stage)).Project<BsonDocument>(Progress).FirstOrDefaultAsync(cancellation);
            return row is null ? null : Read(row, await PartsAsync(run, row, cancellation));
        },
        cancellation);

    public Task<IReadOnlyList<StageProgress>> ListAsync(string run, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<StageProgress>>(
            async () =>
            {
                var stages = new List<StageProgress>();
                var rows = await Stages.Find(new BsonDocument("run", run)).Sort(new BsonDocument { ["plannedAt"] = 1, ["added"] = 1 })
                    .Project<BsonDocument>(Progress).ToListAsync(cancellation);
                foreach (var row in rows)
                    stages.Add(Read(row, await PartsAsync(run, row, cancellation)));

                return stages;
            },
            cancellation);

    /// <summary>The record of the attempt that finished each slice.</summary>
    public async Task<IReadOnlyList<SliceRecord>> SlicesAsync(string run, string stage, CancellationToken cancellation)
    {
        if (await store.FindAsync(MongoNames.Stages, KeyOf(run, stage), cancellation) is not { } row)
            return [];

        var parts = row.Contains("parts")
            ? await store.ListAsync(MongoNames.StageParts, PartsOf(run, stage), part => part, cancellation)
            : [];
        var finished = new BsonDocument(parts.Append(row).SelectMany(part => part.GetDocument("finished")));
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
        var hasParts = (await store.FindAsync(MongoNames.Stages, KeyOf(run, stage), cancellation))?.Contains("parts") is true;
        foreach (var part in slices.GroupBy(slice => hasParts ? slice / settings.SlicesPerPart : 0))
            await TakeBackAsync(run, stage, part.Key, [.. part], attempts, retries, cancellation);
    }

    private async Task TakeBackAsync(
        string run, string stage, int part, IReadOnlyList<int> slices, Dictionary<int, int> attempts, int retries,
        CancellationToken cancellation)
    {
        var collection = part == 0 ? MongoNames.Stages : MongoNames.StageParts;
        for (var pauses = new MongoPauses();
            await store.FindAsync(collection, KeyOf(run, stage, part), cancellation) is { } row;
            await pauses.NextAsync(cancellation))
        {
            var rows = (await SlicesAsync(run, stage, cancellation)).ToDictionary(slice => slice.Slice, slice => slice.Rows);
            var revision = row["revision"].ToInt64();
            foreach (var slice in slices)
                TakeBack(row, slice, attempts.GetValueOrDefault(slice), retries, rows);

            row["revision"] = revision + 1;
            var replaced = await store.RunAsync(
                () => store.Collection(collection).ReplaceOneAsync(
                    KeyOf(run, stage, part).Add("revision", revision), row, cancellationToken: cancellation),
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

    /// <returns>
    /// The document that has the slice; null when the slice is done already, or the attempt is one that was taken back.
    /// </returns>
    private async Task<BsonDocument?> FinishAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation)
    {
        var part = slice.Slice / settings.SlicesPerPart;
        if (part == 0)
            return await FinishAsync(Stages, KeyOf(run, stage), slice, cancellation);

        return await FinishAsync(Parts, KeyOf(run, stage, part), slice, cancellation)
            ?? await FinishAsync(Stages, KeyOf(run, stage).Add("parts", new BsonDocument("$exists", false)), slice, cancellation);
    }

    private static Task<BsonDocument?> FinishAsync(
        IMongoCollection<BsonDocument> collection, BsonDocument key, SliceRecord slice, CancellationToken cancellation)
    {
        var name = Name(slice.Slice);
        var filter = key.Add($"finished.{name}", new BsonDocument("$exists", false)).Add(
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
        return collection.FindOneAndUpdateAsync<BsonDocument>(
            filter, update, new() { ReturnDocument = ReturnDocument.After, Projection = Progress }, cancellation)!;
    }

    /// <summary>How far the further documents of a stage are; none for a stage that has only its own.</summary>
    private async Task<IReadOnlyList<BsonDocument>> PartsAsync(string run, BsonDocument stage, CancellationToken cancellation) =>
        stage.Contains("parts")
            ? await Parts.Find(PartsOf(run, stage.GetString("stage"))).Project<BsonDocument>(Progress).ToListAsync(cancellation)
            : [];

    private static BsonDocument Nothing() => new()
    {
        ["done"] = 0,
        ["rows"] = 0L,
        ["revision"] = 1L,
        ["finished"] = new BsonDocument(),
        ["takenBack"] = new BsonDocument(),
    };

    private static BsonDocument PartsOf(string run, string stage) => new() { ["run"] = run, ["stage"] = stage };

    /// <param name="part">0 for the stage's own document.</param>
    private static BsonDocument KeyOf(string run, string stage, int part = 0) => new()
    {
        ["_id"] = part == 0 ? MongoIds.Of(run, stage) : MongoIds.Of(run, stage, MongoIds.Number(part)),
        ["run"] = run,
    };

    private static string Name(int slice) => slice.ToString(CultureInfo.InvariantCulture);

    private static StageProgress Read(BsonDocument row) => Read(row, []);

    private static StageProgress Read(BsonDocument row, IReadOnlyList<BsonDocument> parts) => new(
        row.GetString("stage"), row["slices"].ToInt32(), row["done"].ToInt32() + parts.Sum(part => part["done"].ToInt32()),
        row["rows"].ToInt64() + parts.Sum(part => part["rows"].ToInt64()));
}
