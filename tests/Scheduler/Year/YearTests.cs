using System.Globalization;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler.Year;

/// <summary>PRESAGE_JOB_SEEDS says how many years are simulated, PRESAGE_JOB_FIRST which comes first: one is tried again with both.</summary>
public sealed class YearTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    private static int Count => Number("PRESAGE_JOB_SEEDS", YearPlan.Every.Count);

    private static int First => Number("PRESAGE_JOB_FIRST", 1);

    [Fact]
    public async Task Every_interval_of_a_disturbed_year_has_one_succeeded_run_or_a_reason()
    {
        var failed = new List<string>();
        for (var seed = First; seed < First + Count; seed++)
        {
            using var year = new SimulatedYear(seed, s_year, Ports.InMemory);
            try
            {
                await year.RunAsync();
                output.WriteLine($"{seed} {year.Plan.Name}: {await YearCheck.OfAsync(year, s_year)}");
            }
            catch (Exception exception)
            {
                failed.Add($"seed {seed} ({year.Plan.Name}): {exception}");
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

        output.WriteLine(await YearCheck.OfAsync(year, days));
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
