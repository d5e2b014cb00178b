using Presage.Storage;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>PRESAGE_CHAOS_STORE=mongodb has seeds fight over MongoDB, in the cluster edition; the embedded store is usual.</summary>
internal static class ArenaStores
{
    private const string Variable = "PRESAGE_CHAOS_STORE";

    public static async Task<IArenaStore> StartAsync() => Environment.GetEnvironmentVariable(Variable) switch
    {
        StorageOptions.MongoDb => await StartMongoDbAsync(),
        _ => await EmbeddedArenaStore.StartAsync(),
    };

#if CLUSTER
    private static async Task<IArenaStore> StartMongoDbAsync() => await MongoDb.MongoArenaStore.StartAsync();
#else
    private static Task<IArenaStore> StartMongoDbAsync()
    {
        Assert.Skip($"{Variable}={StorageOptions.MongoDb} needs the cluster edition");
        return null;
    }
#endif
}
