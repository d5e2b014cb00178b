using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// What has a name and may be large is marked as being deleted first, which hides it; what belongs to it goes in pieces; the name goes
/// last. Whoever is killed in between leaves the mark.
/// </summary>
/// <param name="What">What a person calls it.</param>
/// <param name="Collection">The name is the id of its documents.</param>
internal sealed record MongoDeletion(string What, string Collection)
{
    public static readonly MongoDeletion DataSet = new("Data set", MongoNames.DataSets);
    public static readonly MongoDeletion ResultSet = new("Result set", MongoNames.ResultSets);
    public static readonly MongoDeletion Run = new("Run", MongoNames.Runs);
    public static readonly MongoDeletion Job = new("Job", MongoNames.Jobs);

    private const string Mark = "deleting";

    /// <summary>What a filter adds so that nothing marked is found.</summary>
    public static BsonElement NotBegun { get; } = new(Mark, BsonNull.Value);

    public static BsonDocument Named(string name) => new() { new BsonElement("_id", name), NotBegun };

    public Task<bool> IsBegunAsync(MongoStore store, string name, CancellationToken cancellation) => store.ReadAsync(
        () => store.Collection(Collection).Find(new BsonDocument { ["_id"] = name, [Mark] = true }).AnyAsync(cancellation), cancellation);

    /// <summary>What is being deleted of a data set, or of all.</summary>
    public async Task<IReadOnlyList<string>> BegunAsync(MongoStore store, string? dataset, CancellationToken cancellation)
    {
        var filter = new BsonDocument(Mark, true);
        if (dataset is not null)
            filter["dataset"] = dataset;

        return await store.ListAsync(Collection, filter, new("_id", 1), null, row => row.GetString("_id"), cancellation);
    }

    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    public async Task ThrowIfBegunAsync(MongoStore store, string name, CancellationToken cancellation)
    {
        if (await IsBegunAsync(store, name, cancellation))
            throw StoreErrors.BeingDeleted(What, name);
    }

    /// <summary>The document, unless it is marked.</summary>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    public BsonDocument Unmarked(BsonDocument row) => row.Contains(Mark) ? throw StoreErrors.BeingDeleted(What, row.GetString("_id")) : row;

    /// <param name="filter">Of the name, with what it takes to be deleted.</param>
    /// <returns>Whether it is marked now; false when the filter fits nothing.</returns>
    public Task<bool> BeginAsync(MongoStore store, BsonDocument filter, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var marked = await store.Collection(Collection).UpdateOneAsync(
                filter, new BsonDocument("$set", new BsonDocument(Mark, true)), cancellationToken: cancellation);
            return marked.MatchedCount == 1;
        },
        cancellation);

    public Task EndAsync(MongoStore store, string name, CancellationToken cancellation) => store.RunAsync(
        () => store.Collection(Collection).DeleteOneAsync(new BsonDocument("_id", name), cancellation), cancellation);

    /// <summary>Deletes documents in commands that are short whatever there is.</summary>
    /// <param name="key">Fields of the shard key that the collection may have.</param>
    public static async Task DeletePiecesAsync(
        MongoStore store, string collection, BsonDocument filter, IReadOnlyList<string> key, CancellationToken cancellation)
    {
        var fields = new BsonDocument(key.Prepend("_id").Select(field => new BsonElement(field, 1)));
        while (true)
        {
            var rows = await store.RunAsync(
                () => store.Collection(collection).Find(filter).Limit(MongoWrites.Batch).Project<BsonDocument>(fields)
                    .ToListAsync(cancellation),
                cancellation);
            if (rows.Count == 0)
                return;

            var some = new BsonDocument(key.Prepend("_id").Select(
                field => new BsonElement(field, new BsonDocument("$in", new BsonArray(rows.Select(row => row[field]).Distinct())))));
            await store.RunAsync(() => store.Collection(collection).DeleteManyAsync(some, cancellation), cancellation);
        }
    }
}
