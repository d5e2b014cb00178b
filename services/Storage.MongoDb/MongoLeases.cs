using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// A document a lease. Time is asked of the server before it is compared, so that a lease runs out later rather than too early.
/// </summary>
internal sealed class MongoLeases(MongoStore store, IStoreClock clock) : ILeases
{
    private IMongoCollection<BsonDocument> Leases => store.Collection(MongoNames.Leases);

    /// <summary>Whether nobody has taken the lease since, as far as can be told without a transaction.</summary>
    public static async Task<bool> IsHeldAsync(MongoStore store, Lease? lease, CancellationToken cancellation) => lease is null
        || !await store.Collection(MongoNames.Leases)
            .Find(new BsonDocument { ["_id"] = lease.Name, ["epoch"] = new BsonDocument("$gt", lease.Epoch) }).AnyAsync(cancellation);

    public async Task<Lease?> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation)
    {
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            var now = await NowAsync(cancellation);
            var before = await FindAsync(name, cancellation);
            if (before is not null && before.Holder != holder && before.Until > now)
                return null;

            var epoch = before is null ? 1 : before.Epoch + (before.Holder == holder ? 0 : 1);
            var taken = new Lease(name, holder, epoch, now + time);
            if (await store.RunAsync(() => TryReplaceAsync(before, taken, cancellation), cancellation))
                return await FindAsync(name, cancellation) is { } found && found.Epoch == epoch && found.Holder == holder ? found : null;
        }
    }

    public async Task ReleaseAsync(Lease lease, CancellationToken cancellation)
    {
        var now = await NowAsync(cancellation);
        await store.RunAsync(
            () => Leases.UpdateOneAsync(
                KeyOf(lease), new BsonDocument("$min", new BsonDocument("until", now.ToBson())), cancellationToken: cancellation),
            cancellation);
    }

    public async Task<Lease?> FindAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Leases, new("_id", name), cancellation) is { } row
            ? new(row.GetString("_id"), row.GetString("holder"), row["epoch"].ToInt64(), row.GetTime("until"))
            : null;

    private async Task<bool> TryReplaceAsync(Lease? before, Lease lease, CancellationToken cancellation)
    {
        var row = KeyOf(lease).Add("until", lease.Until.ToBson());
        if (before is null)
            return await Leases.TryInsertAsync(row, cancellation);

        var replaced = await Leases.ReplaceOneAsync(
            KeyOf(before).Add("until", before.Until.ToBson()), row, cancellationToken: cancellation);
        return replaced.MatchedCount == 1;
    }

    private async Task<DateTime> NowAsync(CancellationToken cancellation) =>
        await clock.NowAsync(cancellation) ?? throw new InvalidOperationException("The server does not say what time it is.");

    private static BsonDocument KeyOf(Lease lease) => new()
    {
        ["_id"] = lease.Name,
        ["holder"] = lease.Holder,
        ["epoch"] = lease.Epoch,
    };
}
