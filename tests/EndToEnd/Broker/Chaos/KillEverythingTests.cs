using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// kill -9 of every process at once during each run of a job. Nothing is asked for again: what was asked for is in the broker, what was
/// done in the ledger.
/// </summary>
[Collection(nameof(Disturbed))]
public sealed class KillEverythingTests(Plant plant, Arenas arenas)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task A_job_goes_on_by_itself_when_all_services_were_killed(int job) => WatchAsync(
        Names.Of($"killed-{job}"),
        (arena, _) =>
        {
            arena.Cluster.KillAll();
            return Task.CompletedTask;
        });

    [Fact]
    public Task A_job_goes_on_by_itself_when_all_services_and_the_broker_were_killed()
    {
        var names = Names.Of("killed-with-broker");
        return WatchAsync(names, async (arena, run) =>
        {
            var isBrokerKilled = run == names.Ingest || run == names.Train;
            if (isBrokerKilled)
                await arena.Broker.KillAsync();

            arena.Cluster.KillAll();
            if (isBrokerKilled)
                await arena.Broker.StartAsync();
        });
    }

    /// <param name="kill">Kills during a run.</param>
    private Task WatchAsync(Names names, Func<Arena, string, Task> kill) => arenas.WatchAsync(
        names,
        async job =>
        {
            var arena = await arenas.CurrentAsync();
            await job.RunAsync(async run =>
            {
                await RandomMomentAsync();
                await kill(arena, run);
                arena.Cluster.Start();
            });
            arena.Cluster.Start(Arena.Each - 1);
        },
        plant);

    private static async Task RandomMomentAsync()
    {
        var moment = Longest * Random.Shared.NextDouble();
        TestContext.Current.TestOutputHelper!.WriteLine($"killed after {moment.TotalSeconds:0.00} s");
        await Task.Delay(moment, TestContext.Current.CancellationToken);
    }
}
