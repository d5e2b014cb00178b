using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>Writes whose outcome rests on the uniqueness of <c>_id</c> alone.</summary>
internal static class MongoWrites
{
    /// <summary>Documents in one command.</summary>
    public const int Batch = 1_000;

    private static readonly InsertManyOptions Unordered = new() { IsOrdered = false };

    /// <summary>Adds the document unless its id is there; returns the stored one, which a majority of the servers has.</summary>
    /// <param name="keys">Number of leading fields that identify it: the id, and those of the shard key.</param>
    public static Task<BsonDocument> EnsureAsync(
        this IMongoCollection<BsonDocument> collection, BsonDocument document, int keys,
        CancellationToken cancellation) => collection.UpsertAsync(
        MongoFilters.KeysOf(document, keys), new BsonDocument("$setOnInsert", new BsonDocument(document.Elements.Skip(keys))),
        cancellation);

    /// <returns>The document as it is now.</returns>
    public static async Task<BsonDocument> UpsertAsync(
        this IMongoCollection<BsonDocument> collection, BsonDocument filter, BsonDocument update, CancellationToken cancellation)
    {
        var options = new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After };
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            try
            {
                return await collection.FindOneAndUpdateAsync(filter, update, options, cancellation);
            }
            catch (MongoCommandException error) when (error.Code == MongoCodes.DuplicateKey)
            {
                // Somebody else added it at the same moment, so now it is found.
            }
        }
    }

    /// <returns>Whether this call added the document.</returns>
    public static async Task<bool> TryInsertAsync(
        this IMongoCollection<BsonDocument> collection, BsonDocument document, CancellationToken cancellation) =>
        (await collection.InsertAbsentAsync([document], cancellation)).Count == 0;

    /// <summary>Adds the documents whose ids are not there.</summary>
    /// <returns>Positions of those that were there.</returns>
    public static async Task<IReadOnlySet<int>> InsertAbsentAsync(
        this IMongoCollection<BsonDocument> collection, IReadOnlyList<BsonDocument> documents, CancellationToken cancellation)
    {
        if (documents.Count == 0)
            return new HashSet<int>();

        try
        {
            await collection.InsertManyAsync(documents, Unordered, cancellation);
            return new HashSet<int>();
        }
        catch (MongoBulkWriteException<BsonDocument> error)
            when (error.WriteConcernError is null && error.WriteErrors.All(write => write.Code == MongoCodes.DuplicateKey))
        {
            return error.WriteErrors.Select(write => write.Index).ToHashSet();
        }
    }

    /// <summary>
    /// Parts of at most <see cref="Batch"/> items in which no id comes twice, so that the order within a part does not matter.
    /// </summary>
    public static IEnumerable<IReadOnlyList<T>> InBatches<T>(this IEnumerable<T> items, Func<T, string> idOf)
    {
        var part = new List<T>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (part.Count == Batch || !ids.Add(idOf(item)))
            {
                yield return part;
                part = [];
                ids.Clear();
                ids.Add(idOf(item));
            }

            part.Add(item);
        }

        if (part.Count > 0)
            yield return part;
    }
}
