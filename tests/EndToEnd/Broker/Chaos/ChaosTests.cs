using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>Jobs during which processes, broker and store fail. A seed says what fails when; how far the job is by then is up to the machine.</summary>
[Collection(nameof(Processes))]
public sealed class ChaosTests(Plant plant, Arenas arenas) : IClassFixture<Arenas>
{
    private const int LinesOfLog = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static IEnumerable<TheoryDataRow<int>> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task A_job_gives_the_same_whatever_fails_meanwhile(int seed)
    {
        var undisturbed = await arenas.UndisturbedAsync(plant);
        var arena = await arenas.CurrentAsync();
        var (names, disturbances) = (Names.Of(seed), new Disturbances(arena, seed));
        try
        {
            await using (await Copies.StartAsync(arena.Host, disturbances.PauseOfCopy))
                await disturbances.DuringAsync(new ChaosJob(arena, names).RunAsync());

            await arena.Cluster.ReadyAsync();
            await Eventually.TrueAsync(async () => (await arena.Host.LengthsAsync()).All(queue => queue.Messages == 0), Patience, "the queues are empty");
            (await JobResult.OfAsync(arena.Store, names)).ShouldBe(undisturbed);
            await Ledger.ShouldAddUpAsync(arena.Store, names);
            (await Ledger.HasReleasedFeaturesAsync(arena.Store, names)).ShouldBeTrue("the features are released");
        }
        catch
        {
            await TellAsync(arena, names);
            await arenas.AbandonAsync();
            throw;
        }
        finally
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"PRESAGE_CHAOS_FIRST={seed}\n{disturbances.Events}");
        }
    }

    private static async Task TellAsync(Arena arena, Names names)
    {
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine(await Ledger.TellAsync(arena.Store, names));
        output.WriteLine(string.Join('\n', (await arena.Host.LengthsAsync()).Where(queue => queue.Messages > 0 || queue.Consumers == 0)));
        foreach (var worker in arena.Cluster.Workers)
            output.WriteLine($"{worker.Service} {worker.Id}\n{string.Join('\n', worker.Log.Split('\n').TakeLast(LinesOfLog))}");
    }
}
