[assembly: AssemblyFixture(typeof(Presage.Tests.Storage.MongoDb.Servers.MongoServers))]

namespace Presage.Tests.Storage.MongoDb.Servers;

/// <summary>
/// The server of a test run, started when the first test asks for it: the one of PRESAGE_MONGODB, else a private mongod (unless
/// PRESAGE_MONGODB_IMAGE names an image), else a container, else the bridge that speaks MongoDB's protocol over an imitation in memory;
/// else the tests are skipped.
/// </summary>
public sealed class MongoServers : IAsyncDisposable
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static IMongoServer? _shared;
    private static string? _whyNone;

    internal static async Task<IMongoServer> SharedAsync()
    {
        await Once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_shared is null && _whyNone is null)
                (_shared, _whyNone) = await FindAsync();
        }
        finally
        {
            Once.Release();
        }

        Assert.SkipWhen(_shared is null, _whyNone ?? "");
        TestContext.Current.TestOutputHelper?.WriteLine($"MongoDB: {_shared.Kind}");
        return _shared;
    }

    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
            await _shared.DisposeAsync();
    }

    private static async Task<(IMongoServer? Server, string? WhyNone)> FindAsync()
    {
        if (GivenServer.TryFind() is { } given)
            return (given, null);

        if (MongoProcess.IsInstalled && !MongoContainer.IsNamed)
            return (await MongoProcess.StartAsync(), null);

        var (container, whyNone) = await MongoContainer.TryStartAsync();
        if (container is not null)
            return (container, null);

        if (MongoBridge.WhyNot is not { } missing)
            return (await MongoBridge.StartAsync(), null);

        return (null, $"{GivenServer.Variable} does not name a server, mongod is not on the PATH, {whyNone}, and {missing}");
    }
}
