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

    private MongoPlace(string uri, Func<Stream, Stream>? before)
    {
        _address = new MongoUrlBuilder(uri);
        var server = _address.Servers.First();
        Way = new Detour(server.Host, server.Port, before);
        Options = new StorageOptions
        {
            Provider = StorageOptions.MongoDb,
            Uri = uri,
            Database = $"presage_test_{ObjectId.GenerateNewId()}",
        };
    }

    public StorageOptions Options { get; }

    public Detour Way { get; }

    /// <param name="before">Puts something before what is sent to the server on the way that can be closed.</param>
    public static async Task<MongoPlace> CreateAsync(Func<Stream, Stream>? before = null) =>
        new((await MongoServers.SharedAsync()).Uri, before);

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
