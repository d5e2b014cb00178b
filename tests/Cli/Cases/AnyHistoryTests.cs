using System.Globalization;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli.Cases;

/// <summary>
/// Files, corrections and retractions one after the other: the features as of every moment between them are, to the last bit, those of a
/// store that was fed only until then.
/// </summary>
public sealed class AnyHistoryTests
{
    private const int Steps = 7;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_past_is_what_a_store_has_that_was_fed_only_until_then(int seed)
    {
        using var presage = new CommandLine();
        presage.Write("scenario.yaml", Fleet.WithMachines());
        var steps = StepsOf(presage, new Random(seed));
        var moments = new List<string>();
        foreach (var step in steps)
        {
            await TakeAsync(presage, step);
            moments.Add(await MomentAsync());
        }

        for (var fed = 1; fed <= steps.Count; fed++)
        {
            using var other = new CommandLine();
            foreach (var step in steps.Take(fed))
                await TakeAsync(other, step);

            var expected = await FeaturesAsync(other);
            var found = await FeaturesAsync(presage, "--as-of", moments[fed - 1]);
            var done = string.Join("; ", steps.Take(fed).Select(step => string.Join(' ', step)));
            found.Except(expected).ShouldBeEmpty($"what was not known after {done}");
            expected.Except(found).ShouldBeEmpty($"what was known after {done}");
            found.Count.ShouldBe(expected.Count);
        }
    }

    /// <summary>What is done, first a file of readings; runs are named by their number, from the first.</summary>
    private static List<string[]> StepsOf(CommandLine presage, Random random)
    {
        var steps = new List<string[]> { Ingest(Telemetry(0)) };
        for (var step = 1; step < Steps; step++)
            steps.Add(random.Next(7) switch
            {
                0 or 1 => Ingest(Telemetry(step)),
                2 => Ingest(presage.Write($"failures-{step}.csv", $"time,machine,part\n{TimeOf(random.Next(48))},{AnyMachine()},pump\n")),
                3 => Ingest(presage.Write(
                    $"machines-{step}.csv", $"machine,model,age\nM1,{Any("a", "b", "")},{Any("1", "2", "")}\nM2,{Any("a", "")},3\nM3,,\n")),
                4 =>
                [
                    "retract", "x", "--machine", AnyMachine(), "--kind", "telemetry", "--from", $"2024-01-01T{random.Next(20):00}:00",
                    "--to", "2024-01-03", "--yes",
                ],
                5 => ["retract", "x", "--run", $"#{random.Next(step)}", "--yes"],
                _ => ["retract", "x", "--file", "telemetry-0.csv", "--yes"],
            });

        return steps;

        string Telemetry(int step) => presage.Write(
            $"telemetry-{step}.csv",
            "time,machine,temp,vib\n" + string.Concat(
                from machine in new[] { "M1", "M2", "M3" }
                from hour in Enumerable.Range(0, 48)
                where random.Next(step == 0 ? 10 : 3) > 0
                select $"{TimeOf(hour)},{machine},{Any("", $"{random.Next(3)}")},{Any("", "1", $"{random.Next(3)}")}\n"));

        string AnyMachine() => Any("M1", "M2", "M3");

        string Any(params string[] choices) => choices[random.Next(choices.Length)];

        string[] Ingest(string file) => ["ingest", "x", file, "--scenario", presage.PathOf("scenario.yaml"), "--error-budget", "100%"];
    }

    private static string TimeOf(int hour) =>
        new DateTime(2024, 1, 1).AddHours(hour).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static async Task TakeAsync(CommandLine presage, string[] step)
    {
        var words = step.ToArray();
        if (Array.FindIndex(words, word => word.StartsWith('#')) is >= 0 and var at)
        {
            var runs = (await presage.RunAsync("runs list --kind ingest --json")).Done().Document.GetProperty("runs");
            var number = int.Parse(words[at][1..], CultureInfo.InvariantCulture) % runs.GetArrayLength();
            words[at] = runs.EnumerateArray().Reverse().ElementAt(number).GetProperty("id").GetString()!;
        }

        (await presage.RunAsync(words)).ExitCode.ShouldBeOneOf(0, 3);
        await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    /// <summary>The lines of the file; none when there is nothing to make features of.</summary>
    private static async Task<IReadOnlyList<string>> FeaturesAsync(CommandLine presage, params string[] more)
    {
        var file = presage.PathOf("features.csv");
        var features = await presage.RunAsync(["features", "x", "--from", "2023-12-31", "--to", "2024-02-01", "--out", file, .. more]);
        return features.ExitCode == 0 ? await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken) : [];
    }

    /// <summary>A moment after what was done and before what is done next.</summary>
    private static async Task<string> MomentAsync()
    {
        await Task.Delay(5, TestContext.Current.CancellationToken);
        var moment = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        await Task.Delay(5, TestContext.Current.CancellationToken);
        return moment;
    }
}
