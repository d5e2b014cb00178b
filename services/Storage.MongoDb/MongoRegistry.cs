using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// What has to be unique or in order among the versions of a model name, in one document: the number of each lineage, and the promotions, the last of which says who
/// is champion. A number that was given and whose version was not added, because its process was killed, is given to the same lineage again.
/// </summary>
internal sealed class MongoRegistry(MongoStore store)
{
    private IMongoCollection<BsonDocument> Names => store.Collection(MongoNames.Registry);

    /// <summary>The number of a lineage, the next one when it has none yet.</summary>
    public async Task<int> NumberAsync(string name, string lineage, CancellationToken cancellation)
    {
        while (true)
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
        while (true)
        {
            var row = await EnsureAsync(promotion.Model, cancellation);
            var entry = Write(promotion);
            var promotions = row["promotions"].AsBsonArray;
            if (promotions.Contains(entry) || (promotions.Count > 0 && promotions[^1]["version"] == promotion.Version))
                return;

            if (await AppendAsync(row, "promotions", entry, cancellation))
                return;
        }
    }

    public async Task<IReadOnlyList<Promotion>> PromotionsAsync(string name, CancellationToken cancellation)
    {
        var row = await Names.Find(new BsonDocument("_id", name)).FirstOrDefaultAsync(cancellation);
        return row is null ? [] : [.. row["promotions"].AsBsonArray.Select(entry => Read(name, entry.AsBsonDocument))];
    }

    /// <summary>Null when none was promoted.</summary>
    public async Task<int?> ChampionAsync(string name, CancellationToken cancellation) =>
        (await ChampionsAsync(name, cancellation)).TryGetValue(name, out var champion) ? champion : null;

    /// <summary>Version of the champion of one name, or of each.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ChampionsAsync(string? name, CancellationToken cancellation)
    {
        var rows = await Names.Find(new BsonDocument().AddIfAny("_id", name)).ToListAsync(cancellation);
        return rows.Where(row => row["promotions"].AsBsonArray.Count > 0)
            .ToDictionary(row => row.GetString("_id"), row => row["promotions"].AsBsonArray[^1]["version"].ToInt32());
    }

    private Task<BsonDocument> EnsureAsync(string name, CancellationToken cancellation) => Names.EnsureAsync(
        new() { ["_id"] = name, ["revision"] = 1L, ["lineages"] = new BsonArray(), ["promotions"] = new BsonArray() }, keys: 1, cancellation);

    /// <returns>Whether the document was still as it had been read.</returns>
    private async Task<bool> AppendAsync(BsonDocument row, string list, BsonValue entry, CancellationToken cancellation)
    {
        var appended = await Names.UpdateOneAsync(
            new BsonDocument { ["_id"] = row["_id"], ["revision"] = row["revision"] },
            new BsonDocument { ["$push"] = new BsonDocument(list, entry), ["$inc"] = new BsonDocument("revision", 1L) },
            cancellationToken: cancellation);
        return appended.MatchedCount == 1;
    }

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
