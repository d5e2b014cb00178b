using System.Globalization;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler.Year;

/// <summary>
/// PRESAGE_JOB_SEEDS says how many are simulated, PRESAGE_JOB_FIRST which comes first, PRESAGE_JOB_DAYS for how long: one is tried again
/// with all three. PRESAGE_JOB_LOG is a file to which a line of each is added.
/// </summary>
public sealed class YearTests
{
    private static int Count => Number("PRESAGE_JOB_SEEDS", YearPlan.Every.Count);

    private static int First => Number("PRESAGE_JOB_FIRST", 1);

    private static TimeSpan Length => TimeSpan.FromDays(Number("PRESAGE_JOB_DAYS", 30));

    [Fact]
    public async Task Every_interval_of_a_disturbed_year_has_one_succeeded_run_or_a_reason()
    {
        var failed = new List<string>();
        for (var seed = First; seed < First + Count; seed++)
        {
            using var year = new SimulatedYear(seed, Length, Ports.InMemory);
            try
            {
                await year.RunAsync();
                var result = await YearCheck.OfAsync(year, Length);
                Tell($"{seed} {year.Plan.Name}: {result}");
            }
            catch (Exception exception)
            {
                failed.Add($"seed {seed} ({year.Plan.Name}): {exception}");
                Tell($"{seed} {year.Plan.Name}: FAILED {exception.Message.ReplaceLineEndings(" ")}");
            }
        }

        failed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task So_has_every_interval_of_days_over_the_real_store(int seed)
    {
        using var folder = new TestFolder();
        await using var store = new TestStore(folder.Path);
        var days = TimeSpan.FromDays(4);
        using var year = new SimulatedYear(1_000 + seed, days, _ => Ports.Of(store));

        await year.RunAsync();

        (await YearCheck.OfAsync(year, days)).ShouldContain(" runs, ");
    }

    private static void Tell(string line)
    {
        if (Environment.GetEnvironmentVariable("PRESAGE_JOB_LOG") is { Length: > 0 } log)
            File.AppendAllText(log, line + "\n");
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
