using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// Jobs during which processes, broker and store fail. A seed says what fails when; how far the job is by then is up to the machine.
/// </summary>
[Collection(nameof(Disturbed))]
public sealed class ChaosTests(Plant plant, Arenas arenas)
{
    public static IEnumerable<TheoryDataRow<int>> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task A_job_gives_the_same_whatever_fails_meanwhile(int seed)
    {
        var arena = await arenas.CurrentAsync();
        var disturbances = new Disturbances(arena, seed);
        try
        {
            await arenas.WatchAsync(Names.Of($"{seed}"), async job =>
            {
                await using (await Copies.StartAsync(arena.Host, disturbances.PauseOfCopy))
                    await disturbances.DuringAsync(job.RunAsync());
            }, plant);
        }
        finally
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"PRESAGE_CHAOS_FIRST={seed}\n{disturbances.Events}");
        }
    }
}
