using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>Nobody waits for an answer for longer than is bearable, whatever the driver waits for; and not without a word.</summary>
public sealed class MongoWatchTests
{
    private static readonly MongoSettings Settings = MongoSettings.Default with
    {
        LongWait = TimeSpan.FromSeconds(1),
        LongestWait = TimeSpan.FromSeconds(3),
    };

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_freezes_is_given_up_in_time_and_used_again_when_it_goes_on()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        var waits = new Sentences();
        await using var ports = Open($"{bridge.Uri}&serverSelectionTimeoutMS=1000", waits);
        await ports.GetRequiredService<IDataSets>().ListAsync(Cancellation);

        await bridge.FreezeAsync();
        await ShouldBeGivenUpAsync(() => ports.GetRequiredService<IRuns>().FindAsync("r1", Cancellation));
        await ShouldBeGivenUpAsync(() => ports.GetRequiredService<IDataSets>().EnsureAsync(
            new DataSet("plant", "azure-pdm", "", "", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Cancellation));

        waits.Heard.Count.ShouldBe(2);
        waits.Heard.ShouldAllBe(sentence => sentence.Contains($"presage at {bridge.Host} has not answered for 1 s"));
        await bridge.ThawAsync();
        (await ports.GetRequiredService<IRuns>().FindAsync("r1", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_is_alive_and_leaves_a_command_unanswered_is_given_up_as_well()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await using var ports = Open($"{bridge.Uri}&serverSelectionTimeoutMS=1000&heartbeatFrequencyMS=500", new Sentences());
        await ports.GetRequiredService<IDataSets>().ListAsync(Cancellation);

        await bridge.FailAsync("{ failCommands: ['find'], blockConnection: true }");

        await ShouldBeGivenUpAsync(() => ports.GetRequiredService<IRuns>().FindAsync("r1", Cancellation));
    }

    [Fact]
    public async Task What_may_take_long_is_waited_for_as_long_as_the_server_is_alive()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await using var ports = Open($"{bridge.Uri}&serverSelectionTimeoutMS=1000&heartbeatFrequencyMS=500", new Sentences());
        await ports.GetRequiredService<IDataSets>().ListAsync(Cancellation);

        await bridge.FailAsync("{ failCommands: ['createIndexes'], blockConnection: true, blockTimeMS: 5000 }", "{ times: 1 }");

        await ports.GetRequiredService<IStoreTopology>().DeployAsync(Cancellation);
    }

    [Fact]
    public async Task An_answer_begins_the_time_anew()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        var waits = new Sentences();
        await using var ports = Open(bridge.Uri, waits);
        var store = ports.GetRequiredService<MongoStore>();
        await bridge.FailAsync("{ failCommands: ['find'], blockConnection: true, blockTimeMS: 700 }");

        await store.ReadAsync(
            async () =>
            {
                for (var times = 0; times < 6; times++)
                    await store.FindAsync("runs", [], Cancellation);

                return true;
            },
            Cancellation);

        waits.Heard.ShouldBeEmpty();
    }

    private static async Task ShouldBeGivenUpAsync(Func<Task> operation)
    {
        var begun = Stopwatch.GetTimestamp();
        var error = await Should.ThrowAsync<PresageException>(operation);

        (error.Code, error.Kind).ShouldBe(("store-unreachable", ErrorKind.Unavailable));
        Stopwatch.GetElapsedTime(begun).ShouldBeInRange(TimeSpan.FromSeconds(0.9), Longest);
    }

    private static ServiceProvider Open(string uri, IStoreWaits waits) =>
        new ServiceCollection().AddSingleton(waits).AddMongoStorage(new StorageOptions { Uri = uri }, Settings).BuildServiceProvider();

    private sealed class Sentences : IStoreWaits
    {
        public List<string> Heard { get; } = [];

        public void Waits(string sentence) => Heard.Add(sentence);
    }
}
