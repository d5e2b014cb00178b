using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// A database. Every write is acknowledged by a majority of the servers with their journals, every read sees only such writes, at the
/// primary. No operation needs a transaction over several documents: what belongs together is one document, or is written before the one
/// that makes it visible.
/// </summary>
internal sealed class MongoStore(IMongoClient client, MongoCluster cluster, MongoWatch watch, MongoSettings settings)
{
    /// <summary>Documents that an answer may have, which is not larger than 16 MiB anyway.</summary>
    public const int Batch = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IMongoDatabase _database = client.GetDatabase(cluster.Address.Database);
    private readonly MongoGuard _guard = new(settings);

    public IMongoDatabase Database => _database;

    /// <summary>Servers and database, without user and password.</summary>
    public string Name => cluster.Address.Name;

    public IMongoCollection<BsonDocument> Collection(string name) => _database.GetCollection<BsonDocument>(name);

    /// <summary>Does what a port promises, and says what went wrong in words a person understands.</summary>
    /// <param name="isLong">Whether a server may be at work on one command for longer than anybody waits for an answer.</param>
    /// <exception cref="PresageException">
    /// What <see cref="MongoGuard"/> says; <c>store-unsuitable</c>, or what the server said; <c>store-unreachable</c>; <c>store-busy</c>:
    /// the server was lost on the way, and trying again will do.
    /// </exception>
    public Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation, bool isLong = false) =>
        watch.WatchAsync(() => TranslatedAsync(work, writes: true, cancellation), isLong);

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Task> work, CancellationToken cancellation, bool isLong = false) => RunAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellation, isLong);

    /// <summary>
    /// Does what only reads, again and again as long as the server is lost on the way, but no longer than a server is waited for. The
    /// driver itself tries once more, and not everything.
    /// </summary>
    /// <inheritdoc cref="RunAsync{T}"/>
    public Task<T> ReadAsync<T>(Func<Task<T>> work, CancellationToken cancellation, bool isLong = false) => watch.WatchAsync(
        async () =>
        {
            for (var begun = Stopwatch.GetTimestamp(); ;)
            {
                try
                {
                    return await TranslatedAsync(work, writes: false, cancellation);
                }
                catch (PresageException error)
                    when (error.Kind == ErrorKind.Busy
                        && Stopwatch.GetElapsedTime(begun) < cluster.Address.Settings.ServerSelectionTimeout)
                {
                    await Task.Delay(Pause, cancellation);
                }
            }
        },
        isLong);

    public Task<BsonDocument?> FindAsync(string collection, BsonDocument filter, CancellationToken cancellation) =>
        ReadAsync(async () => (BsonDocument?)await Collection(collection).Find(filter).FirstOrDefaultAsync(cancellation), cancellation);

    public Task<List<T>> ListAsync<T>(string collection, BsonDocument filter, Func<BsonDocument, T> read, CancellationToken cancellation) =>
        ListAsync(collection, filter, null, null, read, cancellation);

    public Task<List<T>> ListAsync<T>(
        string collection, BsonDocument filter, BsonDocument? sort, int? most, Func<BsonDocument, T> read, CancellationToken cancellation,
        BsonDocument? fields = null) => ReadAsync(
        async () =>
        {
            var list = new List<T>();
            if (most <= 0)
                return list;

            var options = new FindOptions<BsonDocument> { Sort = sort, Limit = most, Projection = fields, BatchSize = Batch };
            using var cursor = await Collection(collection).FindAsync(filter, options, cancellation);
            while (await cursor.MoveNextAsync(cancellation))
                list.AddRange(cursor.Current.Select(read));

            return list;
        },
        cancellation);

    public Task<long> CountAsync(string collection, BsonDocument filter, CancellationToken cancellation) =>
        ReadAsync(() => Collection(collection).CountDocumentsAsync(filter, cancellationToken: cancellation), cancellation);

    public Task<List<T>> AggregateAsync<T>(
        string collection, BsonDocument[] stages, Func<BsonDocument, T> read, CancellationToken cancellation) => ReadAsync(
        async () =>
        {
            using var cursor = await Collection(collection).AggregateAsync<BsonDocument>(stages, cancellationToken: cancellation);
            return (await cursor.ToListAsync(cancellation)).ConvertAll(document => read(document));
        },
        cancellation, isLong: true);

    /// <summary>Reads of this session see the database as it was at the first of them.</summary>
    public Task<IClientSessionHandle> SnapshotAsync(CancellationToken cancellation) =>
        ReadAsync(() => client.StartSessionAsync(new ClientSessionOptions { Snapshot = true }, cancellation), cancellation);

    /// <summary>Looks now whether this is still the store that the process began with; gives it an id when nobody has.</summary>
    /// <exception cref="PresageException">What <see cref="MongoGuard"/> says.</exception>
    public async Task<MongoMark> RequireAsync(CancellationToken cancellation)
    {
        var mark = await _guard.RequireAsync(this, cancellation);
        if (mark.Id is not null)
            return mark;

        await MongoMark.EnsureAsync(this, cancellation);
        return await _guard.RequireAsync(this, cancellation);
    }

    private async Task<T> TranslatedAsync<T>(Func<Task<T>> work, bool writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await _guard.CheckAsync(this, writes, cancellation);
            return await work();
        }
        catch (Exception error) when (MongoFaults.Translate(error, cluster) is { } known)
        {
            throw known;
        }
    }
}
