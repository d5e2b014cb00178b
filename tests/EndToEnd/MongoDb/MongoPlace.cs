using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>A database of its own on the server of the test run, and a way to it that can be closed.</summary>
internal sealed class MongoPlace : IAsyncDisposable
{
    private readonly MongoUrlBuilder _address;

    private MongoPlace(string uri)
    {
        _address = new MongoUrlBuilder(uri);
        var server = _address.Servers.First();
        Way = new Detour(server.Host, server.Port);
        Options = new StorageOptions
        {
            Provider = StorageOptions.MongoDb,
            Uri = uri,
            Database = $"presage_test_{ObjectId.GenerateNewId()}",
        };
    }

    public StorageOptions Options { get; }

    public Detour Way { get; }

    public static async Task<MongoPlace> CreateAsync() => new((await MongoServers.SharedAsync()).Uri);

    /// <summary>The same database on the way that can be closed.</summary>
    /// <param name="patience">How long operations wait for the server before they fail.</param>
    public StorageOptions OnTheWay(TimeSpan patience)
    {
        var address = new MongoUrlBuilder(_address.ToString())
        {
            Server = new MongoServerAddress("127.0.0.1", Way.Port),
            DirectConnection = true,
            ServerSelectionTimeout = patience,
        };
        return Options with { Uri = address.ToString() };
    }

    public async ValueTask DisposeAsync()
    {
        using (var client = new MongoClient(Options.Uri))
            await client.DropDatabaseAsync(Options.Database!);

        await Way.DisposeAsync();
    }
}
