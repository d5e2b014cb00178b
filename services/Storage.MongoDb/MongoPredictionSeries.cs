using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// The machines of a result set, each with the time that none of its rows is later than, and the models that it has predictions of. Both
/// are written before the rows: after a crash in between they say too much, which readers bear, and never too little.
/// </summary>
internal sealed class MongoPredictionSeries(MongoStore store)
{
    /// <summary>Since this form of result sets their series and models are kept.</summary>
    public const int Form = 2;

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    private IMongoCollection<BsonDocument> Series => store.Collection(MongoNames.PredictionSeries);

    private IMongoCollection<BsonDocument> ResultSets => store.Collection(MongoNames.ResultSets);

    /// <summary>To be called before rows are written.</summary>
    /// <param name="set">The document of the result set as it was read.</param>
    public async Task AnnounceAsync(BsonDocument set, IReadOnlyList<Prediction> predictions, CancellationToken cancellation)
    {
        var known = set.TryGetValue("models", out var models) ? models.AsBsonArray : [];
        var added = predictions.Select(prediction => ModelOf(prediction.Model, prediction.Version)).Distinct().Where(
            model => !known.Contains(model)).ToList();
        if (added.Count > 0)
            await AddModelsAsync(set.GetString("_id"), added, [], cancellation);

        await RaiseAsync(
            set.GetString("_id"), predictions.GroupBy(row => row.Machine).Select(rows => (rows.Key, rows.Max(row => row.Time))),
            cancellation);
    }

    /// <summary>
    /// Finds series and models of a result set that was written before they were kept. Doing it again, or twice at once, changes nothing.
    /// </summary>
    /// <returns>Whether it had to be done.</returns>
    public async Task<bool> EnsureAsync(BsonDocument set, CancellationToken cancellation)
    {
        if (IsKept(set))
            return false;

        var results = set.GetString("_id");
        var parts = await PartsAsync(results, cancellation);
        await RaiseAsync(results, SeriesOf(parts), cancellation);
        await AddModelsAsync(results, ModelsOf(parts), new() { ["form"] = Form }, cancellation);
        return true;
    }

    /// <summary>Does so for every result set.</summary>
    public async Task EnsureAllAsync(CancellationToken cancellation)
    {
        foreach (var set in await store.ListAsync(MongoNames.ResultSets, new("form", BsonNull.Value), row => row, cancellation))
            await EnsureAsync(set, cancellation);
    }

    /// <summary>The series of a result set, found from its rows where they are not kept: who reads need not be allowed to write.</summary>
    public async Task<IReadOnlyList<(string Machine, DateTime Latest)>> OfAsync(
        BsonDocument set, IReadOnlyCollection<string>? machines, CancellationToken cancellation) => IsKept(set)
        ? await ListAsync(set.GetString("_id"), machines, cancellation)
        : [.. SeriesOf(await PartsAsync(set.GetString("_id"), cancellation))
            .Where(series => machines is null || machines.Contains(series.Machine))];

    /// <summary>Result sets in which the models are not kept, but of which a row is a version's.</summary>
    public async Task<IReadOnlyList<string>> FormerWithModelAsync(string model, int version, CancellationToken cancellation)
    {
        var found = new List<string>();
        var filter = new BsonDocument { new BsonElement("form", BsonNull.Value), MongoDeletion.NotBegun };
        foreach (var results in await store.ListAsync(MongoNames.ResultSets, filter, set => set.GetString("_id"), cancellation))
            if (ModelsOf(await PartsAsync(results, cancellation)).Contains(ModelOf(model, version)))
                found.Add(results);

        return found;
    }

    public static BsonDocument ModelOf(string model, int version) => new() { ["model"] = model, ["version"] = version };

    private Task<List<(string Machine, DateTime Latest)>> ListAsync(
        string results, IReadOnlyCollection<string>? machines, CancellationToken cancellation) =>
        store.ListAsync(
            MongoNames.PredictionSeries, new BsonDocument("results", results).AddIfAny("machine", machines),
            row => (row.GetString("machine"), row.GetTime("latest")), cancellation);

    private static bool IsKept(BsonDocument set) => set.Contains("form");

    private async Task<IReadOnlyList<BsonDocument>> PartsAsync(string results, CancellationToken cancellation)
    {
        var parts = new List<BsonDocument>();
        foreach (var collection in (string[])[MongoNames.Predictions, MongoNames.PredictionRevisions])
            parts.AddRange(await store.AggregateAsync(collection, PartsOf(results), row => row, cancellation));

        return parts;
    }

    private static IEnumerable<(string Machine, DateTime Latest)> SeriesOf(IEnumerable<BsonDocument> parts) =>
        parts.GroupBy(part => part["_id"]["machine"].AsString).Select(some => (some.Key, some.Max(part => part.GetTime("latest"))));

    private static IEnumerable<BsonDocument> ModelsOf(IEnumerable<BsonDocument> parts) =>
        parts.Select(part => ModelOf(part["_id"]["model"].AsString, part["_id"]["version"].ToInt32())).Distinct();

    private Task<UpdateResult> AddModelsAsync(
        string results, IEnumerable<BsonDocument> models, BsonDocument set, CancellationToken cancellation)
    {
        var update = new BsonDocument("$addToSet", new BsonDocument("models", new BsonDocument("$each", new BsonArray(models))));
        if (set.ElementCount > 0)
            update.Add("$set", set);

        return store.RunAsync(
            () => ResultSets.UpdateOneAsync(new BsonDocument("_id", results), update, cancellationToken: cancellation), cancellation);
    }

    private async Task RaiseAsync(string results, IEnumerable<(string Machine, DateTime Latest)> machines, CancellationToken cancellation)
    {
        foreach (var part in machines.Chunk(MongoWrites.Batch))
            await store.RunAsync(() => UpsertAsync(part, cancellation), cancellation);

        async Task UpsertAsync(IReadOnlyList<(string Machine, DateTime Latest)> part, CancellationToken cancellation)
        {
            try
            {
                await Series.BulkWriteAsync(
                    part.Select(machine => Raise(results, machine.Machine, machine.Latest)), Unordered, cancellation);
            }
            catch (MongoBulkWriteException<BsonDocument> error)
                when (error.WriteConcernError is null && error.WriteErrors.All(write => write.Code == MongoCodes.DuplicateKey))
            {
                // Somebody else added them at the same moment, so now they are found.
                await UpsertAsync([.. error.WriteErrors.Select(write => part[write.Index])], cancellation);
            }
        }
    }

    private static UpdateOneModel<BsonDocument> Raise(string results, string machine, DateTime latest) => new(
        new BsonDocument { ["_id"] = MongoIds.Of(results, machine), ["results"] = results, ["machine"] = machine },
        new BsonDocument("$max", new BsonDocument("latest", latest.ToBson())))
    {
        IsUpsert = true,
    };

    private static BsonDocument[] PartsOf(string results) =>
    [
        new("$match", new BsonDocument("results", results)),
        new("$group", new BsonDocument
        {
            ["_id"] = new BsonDocument { ["machine"] = "$machine", ["model"] = "$model", ["version"] = "$version" },
            ["latest"] = new BsonDocument("$max", "$time"),
        }),
    ];
}
