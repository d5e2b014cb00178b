using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// What has to be unique or in order among the versions of a model name, in one document: the number of each lineage, and the promotions,
/// the last of which says who is champion. A number that was given and whose version was not added, because its process was killed, is
/// given to the same lineage again.
/// </summary>
internal sealed class MongoRegistry(MongoStore store)
{
    private IMongoCollection<BsonDocument> Names => store.Collection(MongoNames.Registry);

    /// <summary>The number of a lineage, the next one when it has none yet.</summary>
    public async Task<int> NumberAsync(string name, string lineage, CancellationToken cancellation)
    {
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            var row = await EnsureAsync(name, cancellation);
            var lineages = row["lineages"].AsBsonArray;
            var known = lineages.Index().Where(entry => entry.Item == lineage).Select(entry => entry.Index + 1).FirstOrDefault();
            if (known > 0)
                return known;

            if (await AppendAsync(row, "lineages", lineage, cancellation))
                return lineages.Count + 1;
        }
    }

    public async Task PromoteAsync(Promotion promotion, CancellationToken cancellation)
    {
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            var row = await EnsureAsync(promotion.Model, cancellation);
            var entry = Write(promotion);
            var promotions = row["promotions"].AsBsonArray;
            if (DeletedOf(row).Contains(promotion.Version))
                throw StoreErrors.UnknownModel(promotion.Model, promotion.Version);

            if (promotions.Contains(entry) || (promotions.Count > 0 && promotions[^1]["version"] == promotion.Version))
                return;

            if (await AppendAsync(row, "promotions", entry, cancellation))
                return;
        }
    }

    /// <summary>Marks a version as deleted, so that nobody finds or promotes it any more.</summary>
    /// <exception cref="Engine.PresageException"><c>model-is-champion</c>.</exception>
    public async Task DeleteAsync(string name, int version, CancellationToken cancellation)
    {
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            var row = await EnsureAsync(name, cancellation);
            if (ChampionOf(row) == version)
                throw StoreErrors.ModelIsChampion(name, version);

            if (DeletedOf(row).Contains(version) || await AppendAsync(row, "deleted", version, cancellation))
                return;
        }
    }

    /// <summary>Takes the mark away, before the version is added once more.</summary>
    public Task RestoreAsync(string name, int version, CancellationToken cancellation) => Names.UpdateOneAsync(
        new BsonDocument("_id", name),
        new BsonDocument { ["$pull"] = new BsonDocument("deleted", version), ["$inc"] = new BsonDocument("revision", 1L) },
        cancellationToken: cancellation);

    public async Task<IReadOnlyList<Promotion>> PromotionsAsync(string name, CancellationToken cancellation)
    {
        var row = await Names.Find(new BsonDocument("_id", name)).FirstOrDefaultAsync(cancellation);
        return row is null ? [] : [.. row["promotions"].AsBsonArray.Select(entry => Read(name, entry.AsBsonDocument))];
    }

    /// <summary>What is to be known of the versions of one name, or of each.</summary>
    public async Task<IReadOnlyDictionary<string, ModelStanding>> StandingsAsync(string? name, CancellationToken cancellation)
    {
        var rows = await Names.Find(new BsonDocument().AddIfAny("_id", name)).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.GetString("_id"), row => new ModelStanding(ChampionOf(row), DeletedOf(row).ToHashSet()));
    }

    private Task<BsonDocument> EnsureAsync(string name, CancellationToken cancellation) => Names.EnsureAsync(
        new() { ["_id"] = name, ["revision"] = 1L, ["lineages"] = new BsonArray(), ["promotions"] = new BsonArray() }, keys: 1,
        cancellation);

    /// <returns>Whether the document was still as it had been read.</returns>
    private async Task<bool> AppendAsync(BsonDocument row, string list, BsonValue entry, CancellationToken cancellation)
    {
        var appended = await Names.UpdateOneAsync(
            new BsonDocument { ["_id"] = row["_id"], ["revision"] = row["revision"] },
            new BsonDocument { ["$push"] = new BsonDocument(list, entry), ["$inc"] = new BsonDocument("revision", 1L) },
            cancellationToken: cancellation);
        return appended.MatchedCount == 1;
    }

    private static int? ChampionOf(BsonDocument row) =>
        row["promotions"].AsBsonArray is { Count: > 0 } promotions ? promotions[^1]["version"].ToInt32() : null;

    private static IEnumerable<int> DeletedOf(BsonDocument row) =>
        row.TryGetValue("deleted", out var deleted) ? deleted.AsBsonArray.Select(version => version.ToInt32()) : [];

    private static BsonDocument Write(Promotion promotion) => new()
    {
        ["version"] = promotion.Version,
        ["at"] = promotion.At.ToBson(),
        ["by"] = promotion.By,
        ["reason"] = promotion.Reason,
    };

    private static Promotion Read(string name, BsonDocument row) =>
        new(name, row["version"].ToInt32(), row.GetTime("at"), row.GetString("by"), row.GetString("reason"));
}

/// <param name="Champion">Null when none was promoted.</param>
/// <param name="Deleted">Versions that are not to be found any more.</param>
internal sealed record ModelStanding(int? Champion, IReadOnlySet<int> Deleted)
{
    public static ModelStanding None { get; } = new(null, new HashSet<int>());
}
