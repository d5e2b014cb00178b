using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>The stand-in for a server behaves as it is switched, so that tests which rest on a switch test something.</summary>
public sealed class MongoBridgeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_announces_what_it_is_switched_to()
    {
        await using var bridge = await MongoBridge.OfTestAsync("--standalone", "--no-sessions", "--wire", "13");
        using var client = new MongoClient($"mongodb://{bridge.Host}");

        var hello = await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(
            new BsonDocument("hello", 1), cancellationToken: Cancellation);

        hello["maxWireVersion"].ShouldBe(13);
        hello.Names.ShouldNotContain("setName");
        hello.Names.ShouldNotContain("logicalSessionTimeoutMinutes");
    }

    [Theory]
    [InlineData(false, "{ 'name' : 'strict' }")]
    [InlineData(true, "{ }")]
    public async Task It_keeps_rules_of_collections_unless_it_is_to_forget_them(bool forgets, string expected)
    {
        await using var bridge = await MongoBridge.OfTestAsync(forgets ? ["--no-validators"] : []);
        using var client = new MongoClient(bridge.Uri);
        var database = client.GetDatabase("plants");
        await database.CreateCollectionAsync("machines", cancellationToken: Cancellation);
        await database.RunCommandAsync<BsonDocument>(
            BsonDocument.Parse("{ collMod: 'machines', validator: { 'name': 'strict' } }"), cancellationToken: Cancellation);

        var listed = await (await database.ListCollectionsAsync(cancellationToken: Cancellation)).SingleAsync(Cancellation);

        listed["options"].AsBsonDocument.GetValue("validator", new BsonDocument()).ShouldBe(BsonDocument.Parse(expected));
    }

    [Fact]
    public async Task It_fails_the_commands_that_it_is_to_fail_and_no_others()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        using var client = new MongoClient(bridge.Uri);
        var machines = client.GetDatabase("plants").GetCollection<BsonDocument>("machines");

        await bridge.FailAsync("{ failCommands: ['insert'], errorCode: 13 }", "{ times: 1 }");

        (await Should.ThrowAsync<MongoCommandException>(() => machines.InsertOneAsync([], cancellationToken: Cancellation)))
            .Code.ShouldBe(13);
        await machines.InsertOneAsync([], cancellationToken: Cancellation);
        (await machines.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task It_closes_the_connections_of_those_commands()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        using var client = new MongoClient($"{bridge.Uri}&retryReads=false");

        await bridge.FailAsync("{ failCommands: ['find'], closeConnection: true }");

        await Should.ThrowAsync<MongoConnectionException>(() => client.GetDatabase("plants").GetCollection<BsonDocument>("machines")
            .Find(new BsonDocument()).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task It_stands_still_until_it_goes_on()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        using var client = new MongoClient(bridge.Uri);
        await client.ListDatabaseNamesAsync(Cancellation);

        await bridge.FreezeAsync();
        var list = client.ListDatabaseNamesAsync(Cancellation);
        (await Task.WhenAny(list, Task.Delay(Moment, Cancellation))).ShouldNotBe(list);

        await bridge.ThawAsync();
        await list;
    }
}
