using System.Diagnostics;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Looks whether the database is still the store that this process began with. MongoDB has no condition over two documents without a
/// transaction, so it is looked now and then, and not with each write: a database that is dropped or brought to a later version under a
/// process is written to for <see cref="MongoSettings.Trust"/> at most.
/// </summary>
internal sealed class MongoGuard(MongoSettings settings)
{
    private MongoMark? _mark;
    private string? _id;
    private long _lookedAt;

    /// <exception cref="PresageException"><c>store-too-new</c>, <c>store-gone</c>, <c>store-replaced</c>, <c>store-newer</c>.</exception>
    public async Task CheckAsync(MongoStore store, bool writes, CancellationToken cancellation)
    {
        var looked = Interlocked.Read(ref _lookedAt);
        if (_mark is not { } mark)
        {
            MongoSchema.ThrowIfNewer(mark = await LookAsync(store, cancellation), store.Name);
            _mark = mark;
        }
        else if (Stopwatch.GetElapsedTime(looked) >= settings.Trust
            && Interlocked.CompareExchange(ref _lookedAt, Stopwatch.GetTimestamp(), looked) == looked)
            _mark = mark = await LookAsync(store, cancellation);

        Require(mark, writes, store.Name);
    }

    /// <summary>Looks now.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    public async Task<MongoMark> RequireAsync(MongoStore store, CancellationToken cancellation)
    {
        var mark = _mark = await LookAsync(store, cancellation);
        Require(mark, writes: true, store.Name);
        return mark;
    }

    private async Task<MongoMark> LookAsync(MongoStore store, CancellationToken cancellation)
    {
        var mark = await MongoMark.ReadAsync(store, cancellation);
        Interlocked.Exchange(ref _lookedAt, Stopwatch.GetTimestamp());
        if (mark.Id is not null)
            Interlocked.CompareExchange(ref _id, mark.Id, null);

        return mark;
    }

    private void Require(MongoMark mark, bool writes, string store)
    {
        if (mark.Id != _id)
            throw mark.Id is null ? StoreErrors.Gone(store) : StoreErrors.Replaced(store);

        var least = writes ? mark.LeastWriter : mark.LeastReader;
        if (least > MongoSchema.CurrentVersion)
            throw StoreErrors.Newer(store, mark.Version, least, MongoSchema.CurrentVersion);
    }
}
