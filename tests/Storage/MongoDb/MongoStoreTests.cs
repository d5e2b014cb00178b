using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>A database that nothing else uses, looked at from both sides: through the ports, and as any program sees it.</summary>
public abstract class MongoStoreTests : IAsyncDisposable
{
    internal MongoUnderTest Under { get; } = new();

    internal MongoStore Store => Get<MongoStore>();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static DateTime Noon { get; } = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private IServiceProvider Ports => field ??= Under.Open();

    public async ValueTask DisposeAsync()
    {
        await Under.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected T Get<T>()
        where T : notnull => Ports.GetRequiredService<T>();

    protected async Task<List<BsonDocument>> RowsAsync(string collection) =>
        await Under.Database.GetCollection<BsonDocument>(collection).Find(new BsonDocument()).ToListAsync(Cancellation);

    protected async Task<BsonDocument> RowAsync(string collection) => (await RowsAsync(collection)).ShouldHaveSingleItem();
}
