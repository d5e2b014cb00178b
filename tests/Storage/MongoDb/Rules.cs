using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>
/// What a server does with the rules of a collection, for stores whose rules were never deployed and for what stands in for a server.
/// </summary>
internal static class Rules
{
    /// <summary>Every document of a database is one that its collection's rules allow.</summary>
    public static async Task ShouldAllowAsync(IMongoDatabase database)
    {
        foreach (var rule in MongoRules.All.Where(rule => rule.Validator is not null))
        {
            var schema = rule.Validator!["$jsonSchema"].AsBsonDocument;
            foreach (var document in await database.GetCollection<BsonDocument>(rule.Collection).Find(new BsonDocument()).ToListAsync())
                Violations(schema, document).ShouldBeEmpty(
                    $"{rule.Collection}: {document.ToJson()[..Math.Min(500, document.ToJson().Length)]}");
        }
    }

    public static IEnumerable<string> Violations(BsonDocument schema, BsonDocument document)
    {
        foreach (var name in schema.GetValue("required", new BsonArray()).AsBsonArray.Where(name => !document.Contains(name.AsString)))
            yield return $"{name} is missing";

        var properties = schema.GetValue("properties", new BsonDocument()).AsBsonDocument;
        foreach (var field in document)
        {
            var rule = properties.GetValue(field.Name, schema.GetValue("additionalProperties", new BsonDocument())).AsBsonDocument;
            if (rule.TryGetValue("enum", out var values) && !values.AsBsonArray.Contains(field.Value))
                yield return $"{field.Name} is {field.Value}";
            if (rule.TryGetValue("bsonType", out var type) && !Fits(type.AsString, field.Value))
                yield return $"{field.Name} is no {type}";
            if (field.Value is BsonDocument inner && rule.Contains("additionalProperties"))
                foreach (var violation in Violations(rule, inner))
                    yield return $"{field.Name}.{violation}";
        }
    }

    private static bool Fits(string type, BsonValue value) => type switch
    {
        "number" => value.IsNumeric,
        "date" => value.BsonType == BsonType.DateTime,
        "bool" => value.BsonType == BsonType.Boolean,
        "object" => value.BsonType == BsonType.Document,
        "binData" => value.BsonType == BsonType.Binary,
        _ => string.Equals(type, value.BsonType.ToString(), StringComparison.OrdinalIgnoreCase),
    };
}
