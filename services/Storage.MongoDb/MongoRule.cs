using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>What the documents of a collection must look like, and what they are found by.</summary>
/// <param name="Validator">Null for collections that belong to GridFS.</param>
/// <param name="Indexes">For speed only; each begins with the shard key where the collection has one.</param>
internal sealed record MongoRule(string Collection, BsonDocument? Validator, IReadOnlyList<CreateIndexModel<BsonDocument>> Indexes)
{
    /// <param name="fields">
    /// Fields with their types: <c>name:type</c>, <c>name:type?</c> where it may be missing, <c>name:a|b</c> for certain texts.
    /// </param>
    /// <param name="indexes">Fields of each index, <c>-name</c> where it descends.</param>
    public static MongoRule Of(string collection, string fields, params IEnumerable<string> indexes)
    {
        var (required, properties) = (new BsonArray(), new BsonDocument());
        foreach (var field in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(field => field.Split(':')))
        {
            var type = field[1].TrimEnd('?');
            properties[field[0]] = TypeOf(type);
            if (type.Length == field[1].Length)
                required.Add(field[0]);
        }

        var schema = new BsonDocument { ["bsonType"] = "object", ["required"] = required, ["properties"] = properties };
        return new(collection, new("$jsonSchema", schema), [.. indexes.Select(index => IndexOf(index, unique: false))]);
    }

    /// <summary>Whether a collection keeps the rule, by what the server lists of it.</summary>
    public bool IsKept(BsonDocument options) => Validator is null
        || (options.GetValue("validator", null) == Validator
            && options.GetValue("validationLevel", "strict") == "strict" && options.GetValue("validationAction", "error") == "error");

    /// <summary>A collection that the driver writes; the drivers of all languages create these indexes.</summary>
    public static MongoRule OfGridFS(string collection, string index, bool unique) => new(collection, null, [IndexOf(index, unique)]);

    private static BsonDocument TypeOf(string type) => type switch
    {
        "numbers" => new() { ["bsonType"] = "object", ["additionalProperties"] = new BsonDocument("bsonType", "number") },
        "texts" => new() { ["bsonType"] = "object", ["additionalProperties"] = new BsonDocument("bsonType", "string") },
        _ when type.Contains('|') => new("enum", new BsonArray(type.Split('|'))),
        "any" => [],
        _ => new("bsonType", type),
    };

    private static CreateIndexModel<BsonDocument> IndexOf(string fields, bool unique) => new(
        new BsonDocument(
            fields.Split(' ').Select(field => field.StartsWith('-') ? new BsonElement(field[1..], -1) : new BsonElement(field, 1))),
        new CreateIndexOptions { Unique = unique ? true : null });
}
