using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>A server that does not suit is told at the first use, in one sentence that says what it lacks.</summary>
public sealed class MongoSuitabilityTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--standalone", "?replicaSet=rs0", "store-unsuitable", "a single server and no replica set")]
    [InlineData("--standalone", "", "store-unsuitable", "a single server and no replica set")]
    [InlineData("--standalone", "?directConnection=true", "store-unsuitable", "a single server and no replica set")]
    [InlineData("--no-sessions", "?replicaSet=rs0", "store-unsuitable", "no sessions")]
    [InlineData("--wire 6", "?replicaSet=rs0", "store-unsuitable", "is too old")]
    [InlineData("--wire 12", "", "store-unsuitable", "MongoDB 5.0")]
    [InlineData("", "?replicaSet=other", "bad-store-uri", "a member of the replica set rs0, and Storage:Uri asks for other")]
    public async Task What_a_server_lacks_is_told_before_anything_is_asked_of_it(string switches, string query, string code, string words)
    {
        await using var bridge = await MongoBridge.OfTestAsync(switches.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        await using var ports = Open($"mongodb://{bridge.Host}/{query}");
        var begun = Stopwatch.GetTimestamp();

        var error = await Should.ThrowAsync<PresageException>(() => ports.GetRequiredService<IDataSets>().ListAsync(Cancellation));

        (error.Code, error.Kind).ShouldBe((code, ErrorKind.Invalid));
        error.Message.ShouldContain(words);
        error.Message.ShouldContain(bridge.Host);
        error.Remedy.ShouldNotBeEmpty();
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(AtOnce);
    }

    [Fact]
    public async Task The_oldest_version_that_suits_is_used()
    {
        await using var bridge = await MongoBridge.OfTestAsync("--wire", $"{MongoSuitability.LeastWire}");
        await using var ports = Open(bridge.Uri);

        (await ports.GetRequiredService<IDataSets>().ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100, "store-unsuitable", ErrorKind.Invalid)]
    [InlineData(64, "store-no-majority", ErrorKind.Unavailable)]
    public async Task A_process_does_not_begin_where_no_majority_acknowledges_what_is_written(int reason, string code, ErrorKind kind)
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await bridge.FailAsync(
            $"{{ failCommands: ['delete'], writeConcernError: {{ code: {reason}, errmsg: 'Not enough data-bearing nodes' }} }}");
        await using var ports = Open(bridge.Uri);

        var error = await Should.ThrowAsync<PresageException>(() => ports.GetRequiredService<IStoreTopology>().CheckAsync(Cancellation));

        (error.Code, error.Kind).ShouldBe((code, kind));
        error.Message.ShouldContain("No majority");
    }

    [Fact]
    public async Task A_connection_that_is_lost_meanwhile_does_not_keep_a_process_from_beginning()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await bridge.FailAsync("{ failCommands: ['delete'], closeConnection: true }", "{ times: 5 }");
        await using var ports = Open(bridge.Uri);

        await ports.GetRequiredService<IStoreTopology>().CheckAsync(Cancellation);
    }

    [Fact]
    public async Task Rules_that_a_server_forgets_are_named_and_those_that_somebody_removed_come_back()
    {
        await using var forgetful = await MongoBridge.OfTestAsync("--no-validators");
        await using var ports = Open(forgetful.Uri);
        var ruled = MongoRules.All.Where(rule => rule.Validator is not null).Select(rule => rule.Collection);

        (await ports.GetRequiredService<IStoreTopology>().DeployAsync(Cancellation)).WithoutRules.ShouldBe(ruled);

        await using var bridge = await MongoBridge.OfTestAsync();
        await using var others = Open(bridge.Uri);
        (await others.GetRequiredService<IStoreTopology>().DeployAsync(Cancellation)).WithoutRules.ShouldBeEmpty();
        var store = others.GetRequiredService<MongoStore>();
        await store.Database.RunCommandAsync<BsonDocument>(
            BsonDocument.Parse("{ collMod: 'events', validator: {}, validationAction: 'warn' }"), cancellationToken: Cancellation);

        (await others.GetRequiredService<IStoreTopology>().DeployAsync(Cancellation)).WithoutRules.ShouldBeEmpty();

        var listed = await (await store.Database.ListCollectionsAsync(cancellationToken: Cancellation)).ToListAsync(Cancellation);
        var rule = MongoRules.All.Single(rule => rule.Collection == "events");
        rule.IsKept(listed.Single(collection => collection["name"] == "events")["options"].AsBsonDocument).ShouldBeTrue();
    }

    private static ServiceProvider Open(string uri) =>
        new ServiceCollection().AddMongoStorage(new StorageOptions { Uri = uri }).BuildServiceProvider();
}
