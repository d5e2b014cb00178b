using MongoDB.Bson;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>Fields of documents as the ports have them. What is null is left out of a document.</summary>
internal static class MongoFields
{
    public static BsonDateTime ToBson(this DateTime time) => new(UnixTime.ToMilliseconds(time));

    public static BsonDocument AddIfAny(this BsonDocument document, string name, string? value) =>
        value is null ? document : document.Add(name, value);

    public static BsonDocument AddIfAny(this BsonDocument document, string name, DateTime? value) =>
        value is { } time ? document.Add(name, time.ToBson()) : document;

    /// <summary>One of the values.</summary>
    public static BsonDocument AddIfAny(this BsonDocument document, string name, IEnumerable<string>? values) =>
        values is null ? document : document.Add(name, MongoFilters.In(values));

    public static DateTime GetTime(this BsonDocument document, string name) =>
        UnixTime.ToDateTime(UnixTime.FromMilliseconds(document[name].AsBsonDateTime.MillisecondsSinceEpoch));

    public static DateTime? GetTimeOrNull(this BsonDocument document, string name) =>
        document.Contains(name) ? document.GetTime(name) : null;

    public static string GetString(this BsonDocument document, string name) => document[name].AsString;

    public static string? GetStringOrNull(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value.AsString : null;

    public static BsonDocument GetDocument(this BsonDocument document, string name) => document[name].AsBsonDocument;

    public static byte[] GetBytes(this BsonDocument document, string name) => document[name].AsBsonBinaryData.Bytes;

    /// <summary>Numbers under names, in this order.</summary>
    public static BsonDocument ToBson(IEnumerable<string> names, IEnumerable<double> values) =>
        new(names.Zip(values, (name, value) => new BsonElement(name, value)));

    /// <summary>The numbers of a document, in its order.</summary>
    public static double[] GetNumbers(this BsonDocument document, string name) =>
        [.. document.GetDocument(name).Values.Select(value => value.ToDouble())];
}
