using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal static class MongoFilters
{
    public static BsonDocument In(IEnumerable<string> values) => new("$in", new BsonArray(values));

    public static BsonDocument In(IEnumerable<int> values) => new("$in", new BsonArray(values));

    /// <summary>The first fields of a document: its id, and those of the shard key that the collection may have.</summary>
    public static BsonDocument KeysOf(BsonDocument document, int keys) => new(document.Elements.Take(keys));

    /// <summary>What comes after the last item of a page, in the order of the pages.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="order">1 ascending, -1 descending.</param>
    /// <param name="after">The fields that items are in order of, with their values in the last item; none for the first page.</param>
    public static BsonDocument After(this BsonDocument filter, int order, params ReadOnlySpan<BsonElement> after)
    {
        if (after.IsEmpty)
            return filter;

        // (a, b) > (1, 2) is a > 1, or a = 1 and b > 2; the condition on the first field alone tells the server where its index begins.
        var beyond = order > 0 ? "$gt" : "$lt";
        var cases = new BsonArray();
        for (var i = 0; i < after.Length; i++)
        {
            IEnumerable<BsonElement> equal = after[..i].ToArray();
            cases.Add(new BsonDocument(equal) { { after[i].Name, new BsonDocument(beyond, after[i].Value) } });
        }

        return new("$and", new BsonArray
        {
            filter,
            new BsonDocument(after[0].Name, new BsonDocument($"{beyond}e", after[0].Value)),
            new BsonDocument("$or", cases),
        });
    }

    /// <summary>From &lt; time &lt;= to.</summary>
    public static BsonDocument AddTimes(this BsonDocument filter, string field, DateTime? from, DateTime? to)
    {
        var times = new BsonDocument();
        if (from is { } after)
            times["$gt"] = after.ToBson();
        if (to is { } until)
            times["$lte"] = until.ToBson();

        return times.ElementCount == 0 ? filter : filter.Add(field, times);
    }
}
