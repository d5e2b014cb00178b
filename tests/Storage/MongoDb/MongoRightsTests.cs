using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>Users who may only what they need.</summary>
public sealed class MongoRightsTests
{
    private const string Reader =
        "{ failCommands: ['insert', 'update', 'delete', 'findAndModify', 'create', 'createIndexes', 'collMod', 'drop'], errorCode: 13 }";

    private static readonly DataSet Plant = new("plant", "azure-pdm", "", "", DateTime.UnixEpoch);
    private static readonly Prediction Row = new("9", DateTime.UnixEpoch, [0.9], [0.5], "comp1", [], "pump", 1, "r1", "f1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_may_only_read_is_told_the_command_and_the_role()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await using var ports = PortsOf(bridge);
        await bridge.FailAsync(Reader);

        var error = await Should.ThrowAsync<PresageException>(() => ports.GetRequiredService<IDataSets>().EnsureAsync(Plant, Cancellation));

        error.Code.ShouldBe("store-access-denied");
        error.Message.ShouldContain("findAndModify");
        error.Remedy.ShouldContain("readWrite");
    }

    [Fact]
    public async Task Who_may_not_change_rules_is_told_so_when_they_are_to_be_changed()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await using var ports = PortsOf(bridge);
        await ports.GetRequiredService<IStoreTopology>().DeployAsync(Cancellation);
        using var client = new MongoClient(bridge.Uri);
        await client.GetDatabase("plants").RunCommandAsync<BsonDocument>(
            BsonDocument.Parse("{ collMod: 'events', validator: { } }"), cancellationToken: Cancellation);
        await bridge.FailAsync("{ failCommands: ['collMod'], errorCode: 13 }");

        var error = await Should.ThrowAsync<PresageException>(() => ports.GetRequiredService<IStoreTopology>().DeployAsync(Cancellation));

        error.Message.ShouldContain("collMod");
        error.Remedy.ShouldContain("dbAdmin");
    }

    [Fact]
    public async Task Result_sets_of_the_first_version_are_read_by_who_may_not_write()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await using var ports = PortsOf(bridge);
        var predictions = ports.GetRequiredService<IPredictions>();
        await predictions.EnsureAsync(new("weekly", "plant", ["comp1"], TimeSpan.FromHours(84), DateTime.UnixEpoch), Cancellation);
        await predictions.WriteAsync("weekly", [Row], Cancellation);
        using var client = new MongoClient(bridge.Uri);
        await client.GetDatabase("plants").DropCollectionAsync("prediction_series", Cancellation);
        await client.GetDatabase("plants").GetCollection<BsonDocument>("result_sets").UpdateOneAsync(
            new BsonDocument(), new BsonDocument("$unset", new BsonDocument { ["form"] = "", ["models"] = "" }),
            cancellationToken: Cancellation);
        await bridge.FailAsync(Reader);

        (await predictions.MachinesAsync("weekly", Cancellation)).ShouldBe(["9"]);
        (await predictions.StandingsAsync("weekly", DateTime.MaxValue, Cancellation)).Count.ShouldBe(1);
        (await predictions.ResultsOfModelAsync("pump", 1, Cancellation)).ShouldBe(["weekly"]);
    }

    private static ServiceProvider PortsOf(MongoBridge bridge) => new ServiceCollection()
        .AddMongoStorage(new StorageOptions { Provider = StorageOptions.MongoDb, Uri = bridge.Uri, Database = "plants" })
        .BuildServiceProvider();
}
