using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.Contracts;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>A database of its own on the server of the test run; each opening has a client of its own, like another process.
/// In the end every document must be one that the rules allow.</summary>
public class MongoUnderTest : IStoreUnderTest
{
    private readonly List<ServiceProvider> _opened = [];
    private readonly IMongoServer _server = Task.Run(MongoServers.SharedAsync).GetAwaiter().GetResult();

    internal string Name { get; } = $"presage_test_{ObjectId.GenerateNewId()}";

    internal StorageOptions Options => new() { Provider = StorageOptions.MongoDb, Uri = _server.Uri, Database = Name };

    /// <summary>The database as any program sees it.</summary>
    internal IMongoDatabase Database => new MongoClient(_server.Uri).GetDatabase(Name);

    private protected virtual MongoSettings Settings => MongoSettings.Default;

    public IServiceProvider Open() => Open(Settings);

    internal IServiceProvider Open(MongoSettings settings)
    {
        var ports = new ServiceCollection().AddMongoStorage(Options, settings).BuildServiceProvider();
        _opened.Add(ports);
        return ports;
    }

    public Task BeginDeletingAsync(Deletable what, string name)
    {
        var deletion = what switch
        {
            Deletable.DataSet => MongoDeletion.DataSet,
            Deletable.ResultSet => MongoDeletion.ResultSet,
            Deletable.Job => MongoDeletion.Job,
            _ => MongoDeletion.Run,
        };
        return deletion.BeginAsync(Open().GetRequiredService<MongoStore>(), new("_id", name), default);
    }

    /// <summary>What only a server does is not asked of what stands in for one.</summary>
    internal void SkipUnlessServer(string what) => Assert.SkipUnless(_server.IsComplete, $"{_server.Kind} knows no {what}");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Rules.ShouldAllowAsync(Database);
        }
        finally
        {
            await Database.Client.DropDatabaseAsync(Name);
            foreach (var ports in _opened)
                await ports.DisposeAsync();

            GC.SuppressFinalize(this);
        }
    }
}

/// <summary>As if every stage were one of many slices.</summary>
public sealed class MongoUnderTestInParts : MongoUnderTest
{
    private protected override MongoSettings Settings => MongoSettings.Default with { SlicesPerPart = 1 };
}
