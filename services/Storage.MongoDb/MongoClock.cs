using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

/// <summary>The clock of the server that the driver speaks to.</summary>
internal sealed class MongoClock(MongoStore store) : IStoreClock
{
    public bool IsOfServer => true;

    public async Task<DateTime?> NowAsync(CancellationToken cancellation)
    {
        var hello = await store.ReadAsync(
            () => store.Database.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: cancellation),
            cancellation);
        return hello.GetTimeOrNull("localTime");
    }
}
