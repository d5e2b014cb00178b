using Presage.Storage;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>PRESAGE_CHAOS_STORE=mongodb has seeds fight over MongoDB; the embedded store is usual.</summary>
internal static class ArenaStores
{
    private const string Variable = "PRESAGE_CHAOS_STORE";

    public static async Task<IArenaStore> StartAsync() => Environment.GetEnvironmentVariable(Variable) switch
    {
        StorageOptions.MongoDb => await MongoDb.MongoArenaStore.StartAsync(),
        _ => await EmbeddedArenaStore.StartAsync(),
    };
}
