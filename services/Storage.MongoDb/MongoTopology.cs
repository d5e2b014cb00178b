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
    private const int NamespaceExists = 48;

    public string Name => store.Name;

    private IMongoCollection<BsonDocument> Schema => store.Collection(MongoNames.Schema);

    public Task DeployAsync(CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var deployed = await Schema.Find(MongoSchema.Filter).FirstOrDefaultAsync(cancellation);
            MongoSchema.ThrowIfNewer(deployed, store.Name);

            var rules = MongoRules.Fingerprint;
            var isKnown = deployed?.GetStringOrNull(MongoSchema.Rules) == rules;
            var there =
                (await (await store.Database.ListCollectionNamesAsync(cancellationToken: cancellation)).ToListAsync(cancellation))
                    .ToHashSet();
            foreach (var rule in MongoRules.All)
            {
                if (!there.Contains(rule.Collection) && await TryCreateAsync(rule, cancellation))
                    continue;

                if (!isKnown && rule.Validator is not null)
                    await ReplaceValidatorAsync(rule, cancellation);
            }

            foreach (var rule in MongoRules.All.Where(rule => rule.Indexes.Count > 0))
                await store.Collection(rule.Collection).Indexes.CreateManyAsync(rule.Indexes, cancellation);

            await new MongoPredictionSeries(store).EnsureAllAsync(cancellation);

            // Last: a deployment that was interrupted is done again as a whole.
            await Schema.UpsertAsync(
                MongoSchema.Filter,
                new("$set", new BsonDocument { [MongoSchema.Version] = MongoSchema.CurrentVersion, [MongoSchema.Rules] = rules }),
                cancellation);
        },
        cancellation);

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
        catch (MongoCommandException error) when (error.Code == NamespaceExists)
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
