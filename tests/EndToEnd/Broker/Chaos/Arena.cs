using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>A broker that may be stopped, two processes of every service and their store, to which something can happen as well.</summary>
internal sealed class Arena : IAsyncDisposable
{
    /// <summary>Processes of every service.</summary>
    public const int Each = 2;

    private const int LinesOfLog = 40;

    private readonly SemaphoreSlim _looking = new(1, 1);

    private Arena(IOwnBroker broker, VirtualHost host, IArenaStore place)
    {
        (Broker, Host, Place) = (broker, host, place);
        Way = new Detour(host.Address.Host, host.Address.Port);
        Cluster = new Cluster(new UriBuilder(host.Address) { Host = "127.0.0.1", Port = Way.Port }.Uri, place.OfWorkers);
        Store = new Store(place.OfTests);
        Cluster.Set("DOTNET_TieredPGO", "0");
        Cluster.Set("Logging__LogLevel__MassTransit", "Warning");
        Cluster.Set("Ingestion__SliceBytes", "100000");
        Cluster.Set("Features__ReadingsPerSlice", "2000");
        Cluster.Set("Monitoring__MachinesPerSlice", "1");
        Cluster.Set("Messaging__BulkFrom", "20");
        Cluster.Set("Messaging__StopTimeout", "00:00:15");
        Cluster.Set("Messaging__RestartAfter", "00:00:20");
        Cluster.Set("Messaging__Delays", "00:00:01,00:00:02,00:00:04,00:00:08,00:00:16");
    }

    public IOwnBroker Broker { get; }

    public VirtualHost Host { get; }

    /// <summary>How workers reach the broker.</summary>
    public Detour Way { get; }

    /// <summary>As whom they do.</summary>
    public MountedAccount Account { get; private set; } = null!;

    /// <summary>Where the store is.</summary>
    public IArenaStore Place { get; }

    public Cluster Cluster { get; }

    public Store Store { get; }

    public static async Task<Arena> StartAsync()
    {
        var broker = await Brokers.StartOwnAsync();
        var arena = new Arena(broker, await broker.AddVirtualHostAsync(), await ArenaStores.StartAsync());
        try
        {
            arena.Account = await MountedAccount.AddAsync(arena.Host, arena.Cluster);
            arena.Cluster.Start(Each);
            await arena.Cluster.ReadyAsync();
            return arena;
        }
        catch
        {
            await arena.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a look into the store gives, at a moment when nobody has replaced it.</summary>
    public Task<T> LookAsync<T>(Func<Store, Task<T>> look) => AloneAsync(() => look(Store));

    /// <summary>Does something while nobody looks into the store.</summary>
    public async Task<T> AloneAsync<T>(Func<Task<T>> work)
    {
        await _looking.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>For a person who looks for the cause of a failure.</summary>
    public async Task<string> TellAsync(Names names) => string.Join(
        '\n',
        [
            await Ledger.TellAsync(Store, names),
            .. (await Host.LengthsAsync()).Where(queue => queue.Messages > 0 || queue.Consumers == 0),
            .. Cluster.Workers.Select(
                worker => $"{worker.Service} {worker.Id}\n{string.Join('\n', worker.Log.Split('\n').TakeLast(LinesOfLog))}"),
        ]);

    public async ValueTask DisposeAsync()
    {
        Cluster.Dispose();
        Store.Dispose();
        _looking.Dispose();
        await Way.DisposeAsync();
        await Broker.DisposeAsync();
        await Place.DisposeAsync();
    }
}
