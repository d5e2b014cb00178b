using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>What the store says of itself.</summary>
/// <param name="Version">0 for a store that was never deployed.</param>
/// <param name="Id">Null as long as nobody has given it one.</param>
internal sealed record MongoMark(int Version, int LeastReader, int LeastWriter, string? Id, DateTime Made)
{
    /// <summary>Apart from the version, which a store has only once it is deployed.</summary>
    private const string Identity = "identity";

    public static async Task<MongoMark> ReadAsync(MongoStore store, CancellationToken cancellation)
    {
        var rows = await store.Collection(MongoNames.Schema)
            .Find(new BsonDocument("_id", MongoFilters.In([MongoSchema.Filter["_id"].AsString, Identity]))).ToListAsync(cancellation);
        var schema = rows.FirstOrDefault(row => row.GetString("_id") != Identity);
        var identity = rows.FirstOrDefault(row => row.GetString("_id") == Identity);
        var version = schema?[MongoSchema.Version].ToInt32() ?? 0;
        return new(
            version, LeastOf(MongoSchema.LeastReader), LeastOf(MongoSchema.LeastWriter), identity?.GetString("id"),
            identity?["made"].ToUniversalTime() ?? default);

        int LeastOf(string field) => schema?.GetValue(field, version).ToInt32() ?? 0;
    }

    /// <summary>Gives the store an id unless it has one; of several who do so at once, one does.</summary>
    public static Task EnsureAsync(MongoStore store, CancellationToken cancellation) => store.Collection(MongoNames.Schema).EnsureAsync(
        new BsonDocument
        {
            ["_id"] = Identity,
            ["id"] = Guid.NewGuid().ToString("N"),
            ["made"] = ObjectId.GenerateNewId().CreationTime,
        },
        keys: 1,
        cancellation);
}
