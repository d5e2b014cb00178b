using Presage.Storage;
using Presage.Tests.EndToEnd.Broker.Chaos;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>A database that workers lose now and then, for longer than their operations wait.</summary>
internal sealed class MongoArenaStore(MongoPlace place) : IArenaStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public StorageOptions OfWorkers => place.OnTheWay(Patience);

    public StorageOptions OfTests => place.Options;

    public string Hold => "store away";

    public bool CanBeFull => false;

    public bool CanBeReplaced => false;

    public static async Task<MongoArenaStore> StartAsync() => new(await MongoPlace.CreateAsync());

    public Task<IAsyncDisposable> HoldAsync() => Task.FromResult(place.Way.Close());

    public Task FillAsync() => throw new NotSupportedException("The disk of a server is not the tests'.");

    public Task EmptyAsync() => Task.CompletedTask;

    public Task<IAsyncDisposable> ReplaceAsync(bool byCopy) => throw new NotSupportedException("A database is not a folder.");

    public ValueTask DisposeAsync() => place.DisposeAsync();
}
