using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal static class MongoFilters
{
    public static BsonDocument In(IEnumerable<string> values) => new("$in", new BsonArray(values));

    public static BsonDocument In(IEnumerable<int> values) => new("$in", new BsonArray(values));

    /// <summary>The first fields of a document: its id, and those of the shard key that the collection may have.</summary>
    public static BsonDocument KeysOf(BsonDocument document, int keys) => new(document.Elements.Take(keys));
}
