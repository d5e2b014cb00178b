using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Creates collections with their rules, and indexes. Neither is needed for anything to be right: rules keep other programs from writing
/// nonsense, indexes make reading fast.
/// </summary>
internal sealed class MongoTopology(MongoStore store) : IStoreTopology
{
    public string Name => store.Name;

    private IMongoCollection<BsonDocument> Schema => store.Collection(MongoNames.Schema);

    /// <summary>
    /// Takes nothing away, so that it may be done again and again, and is acknowledged only where a majority of the servers acknowledges.
    /// </summary>
    public Task CheckAsync(CancellationToken cancellation) => store.ReadAsync(
        async () =>
        {
            await Schema.DeleteOneAsync(new BsonDocument("_id", "nothing"), cancellation);
            return await store.RequireAsync(cancellation);
        },
        cancellation);

    public Task<DeployedStore> DeployAsync(CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var there = await OptionsAsync(cancellation);
            if ((await store.RequireAsync(cancellation)).Version > MongoSchema.CurrentVersion)
                return Deployed(there);

            foreach (var rule in MongoRules.All)
            {
                if (!there.ContainsKey(rule.Collection) && await TryCreateAsync(rule, cancellation))
                    continue;

                if (!rule.IsKept(there.GetValueOrDefault(rule.Collection, [])))
                    await ReplaceValidatorAsync(rule, cancellation);
            }

            foreach (var rule in MongoRules.All.Where(rule => rule.Indexes.Count > 0))
                await store.Collection(rule.Collection).Indexes.CreateManyAsync(rule.Indexes, cancellation);

            await new MongoPredictionSeries(store).EnsureAllAsync(cancellation);

            // Last: a deployment that was interrupted is done again as a whole.
            await Schema.UpsertAsync(MongoSchema.Filter, new("$set", MongoSchema.Current), cancellation);
            return Deployed(await OptionsAsync(cancellation));
        },
        cancellation, isLong: true);

    private static DeployedStore Deployed(Dictionary<string, BsonDocument> there) => new([
        .. MongoRules.All.Where(rule => !rule.IsKept(there.GetValueOrDefault(rule.Collection, []))).Select(rule => rule.Collection),
    ]);

    /// <summary>What the server says of each collection that is there.</summary>
    private async Task<Dictionary<string, BsonDocument>> OptionsAsync(CancellationToken cancellation)
    {
        using var collections = await store.Database.ListCollectionsAsync(cancellationToken: cancellation);
        return (await collections.ToListAsync(cancellation)).ToDictionary(
            collection => collection.GetString("name"),
            collection => collection.GetValue("options", new BsonDocument()).AsBsonDocument);
    }

    /// <returns>False when another process has created it meanwhile.</returns>
    private async Task<bool> TryCreateAsync(MongoRule rule, CancellationToken cancellation)
    {
        var options = rule.Validator is null
            ? new CreateCollectionOptions<BsonDocument>()
            : new CreateCollectionOptions<BsonDocument>
            {
                Validator = rule.Validator,
                ValidationAction = DocumentValidationAction.Error,
                ValidationLevel = DocumentValidationLevel.Strict,
            };
        try
        {
            await store.Database.CreateCollectionAsync(rule.Collection, options, cancellation);
            return true;
        }
        catch (MongoCommandException error) when (error.Code == MongoCodes.NamespaceExists)
        {
            return false;
        }
    }

    private Task<BsonDocument> ReplaceValidatorAsync(MongoRule rule, CancellationToken cancellation) =>
        store.Database.RunCommandAsync<BsonDocument>(
            new BsonDocument
            {
                ["collMod"] = rule.Collection,
                ["validator"] = rule.Validator,
                ["validationLevel"] = "strict",
                ["validationAction"] = "error",
                ["writeConcern"] = new BsonDocument("w", "majority"),
            },
            cancellationToken: cancellation);
}
