using System.Globalization;
using System.Text;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>
/// Predictions are of now only where readings are: six pumps of which one went silent weeks ago, and two that never reported.
/// </summary>
public sealed class StaleMachineTests : IAsyncLifetime
{
    private const string Scenario =
        """
        name: pumps
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          machines: { file: machines }
          failures: { file: failures, code: part }
        sensors:
          - { name: temp, unit: C, range: [-50, 2000] }
        components: [pump]
        features:
          grid: 6h
          windows: [6h, 24h]
          aggregates: [mean, last]
        horizon: 24h
        costs: { missed-failure: 1000, prevented-failure: 100, false-alarm: 50, lead-time: 2h }
        """;

    private const int Days = 60;
    private const int SilentFrom = 31;

    private static readonly DateTime s_start = new(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly CommandLine _line = new();

    public async ValueTask InitializeAsync()
    {
        Write();
        foreach (var command in new[]
        {
            $"ingest pumps {_line.PathOf("records")} --scenario {_line.Write("scenario.yaml", Scenario)}",
            "train pumps --from 2024-03-01 --to 2024-04-10 --trials 1 --algorithm decision-tree",
        })
            (await _line.RunAsync(command)).Done();
    }

    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_stale_or_without_readings_is_said_wherever_predictions_are_shown()
    {
        var scored = (await _line.RunAsync("score pumps --from 2024-03-20 --to 2024-04-30 --results now --model pumps@1")).Done().Out;
        var listed = (await _line.RunAsync("predictions now --top 10")).Done().Out;
        var document = (await _line.RunAsync("predictions now --json")).Done().Document;
        var shown = (await _line.RunAsync("results show now")).Done().Out;
        var machine = (await _line.RunAsync("predictions now --machine M6")).Done().Out;
        (await _line.RunAsync($"report now --out {_line.PathOf("report.html")}")).Done();

        const string silence = "M6 was last heard of 2024-04-01 06:00, 28.8 d before the latest reading of the data set";
        const string without = "M7 and M8 have no readings: nothing is predicted.";
        foreach (var words in new[] { scored, listed, shown, await File.ReadAllTextAsync(_line.PathOf("report.html"), Cancellation) })
        {
            words.ShouldContain(silence);
            words.ShouldContain(without);
        }

        listed.ShouldContain("6 of 8 machines");
        var alarms = (await _line.RunAsync("alarms list --results now --state open --json")).Done().Document.GetProperty("alarms");
        alarms.EnumerateArray().Where(alarm => alarm.GetProperty("machine").GetString() == "M6")
            .ShouldAllBe(alarm => alarm.GetProperty("stale").GetBoolean());
        listed.Split('\n').Single(line => line.TrimStart().StartsWith("M6 ", StringComparison.Ordinal)).ShouldContain("stale");
        shown.ShouldContain("of 6 of 8 machines");
        machine.ShouldContain("It is stale: it was last heard of 2024-04-01 06:00");

        var machines = document.GetProperty("machines").EnumerateArray().ToList();
        machines[^1].GetProperty("machine").GetString().ShouldBe("M6");
        machines.Select(item => item.GetProperty("stale").GetBoolean()).ShouldBe([false, false, false, false, false, true]);
        (machines[^1].GetProperty("time").GetDateTime(), machines[^1].GetProperty("alarm").GetBoolean())
            .ShouldBe((s_start.AddDays(SilentFrom).AddHours(6), false));
        document.GetProperty("total").GetInt32().ShouldBe(6);
        new[] { "known", "stale", "withoutReadings", "unscored" }
            .Select(name => document.GetProperty("fleet").GetProperty(name).GetInt32()).ShouldBe([8, 1, 2, 0]);
        document.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("code").GetString())
            .ShouldBe(["stale-machines", "machines-without-readings"]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each pump runs hot for a day before it fails, M6 when it is heard of for the last time.</summary>
    private void Write()
    {
        var folder = Directory.CreateDirectory(_line.PathOf("records")).FullName;
        var (telemetry, failures) = (new StringBuilder("machine,time,temp\n"), new StringBuilder("machine,time,part\n"));
        for (var machine = 1; machine <= 6; machine++)
        {
            for (var hour = 0; hour <= (machine == 6 ? (SilentFrom * 24) + 6 : Days * 24); hour++)
            {
                var left = 23 - ((hour + (machine * 50)) % 240);
                var isHot = left >= 0 || (machine == 6 && hour > SilentFrom * 24);
                var key = string.Create(CultureInfo.InvariantCulture, $"M{machine},{s_start.AddHours(hour):yyyy-MM-dd HH:mm:ss}");
                telemetry.Append(CultureInfo.InvariantCulture, $"{key},{(isHot ? 90 : 60) + (hour % 3)}\n");
                if (left == 0)
                    failures.Append(CultureInfo.InvariantCulture, $"{key},pump\n");
            }
        }

        File.WriteAllText(Path.Combine(folder, "telemetry.csv"), telemetry.ToString());
        File.WriteAllText(Path.Combine(folder, "failures.csv"), failures.ToString());
        File.WriteAllLines(Path.Combine(folder, "machines.csv"), ["machine", .. Enumerable.Range(1, 8).Select(number => $"M{number}")]);
    }
}
