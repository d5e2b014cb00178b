using System.Globalization;
using System.Text;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli.Cases;

/// <summary>Records that do not fit together are told at ingestion and again before a training.</summary>
public sealed class ReconciliationCaseTests : IDisposable
{
    private static readonly DateTime s_begin = new(2024, 1, 1);

    private readonly CommandLine _presage = new();

    [Fact]
    public async Task Failures_of_machines_that_lack_their_leading_zeros_are_told()
    {
        _presage.Write("telemetry.csv", Telemetry(["001", "002", "003", "004"], days: 60));
        _presage.Write(
            "failures.csv",
            "time,machine,part\n2024-01-08 01:00:00,1,pump\n2024-01-29 02:00:00,3,pump\n2024-01-20 02:00:00,002,pump\n"
            + "2024-02-11 02:00:00,004,pump\n2024-01-14 12:00:00,002,pump\n2024-02-01 02:00:00,004,pump\n");
        var scenario = _presage.Write("scenario.yaml", Fleet.Scenario);

        var ingest = (await _presage.RunAsync(
            "ingest", "x", _presage.PathOf("telemetry.csv"), _presage.PathOf("failures.csv"), "--scenario", scenario)).Done();
        var train = await _presage.RunAsync(
            "train", "x", "--from", "2024-01-01", "--to", "2024-02-20", "--trials", "1", "--algorithm", "decision-tree");

        foreach (var told in new[] { ingest.Out, train.Out + train.Error })
        {
            told.ShouldContain("2 of 6 failures");
            told.ShouldContain("001, 003");
        }
    }

    [Fact]
    public async Task Kinds_of_records_that_nobody_delivered_are_told()
    {
        var records = _presage.PathOf("records");
        (await _presage.RunAsync("simulate", records, "--machines", "5", "--days", "90")).Done();
        foreach (var file in Directory.EnumerateFiles(records).Where(IsForgotten))
            File.Delete(file);

        var ingest = (await _presage.RunAsync("ingest", "p", records)).Done();
        var train = await _presage.RunAsync(
            "train", "p", "--from", "2015-01-01", "--to", "2015-03-20", "--trials", "1", "--algorithm", "decision-tree");

        ingest.Out.ShouldContain("maint.csv");
        ingest.Out.ShouldContain("errors.csv");
        (train.Out + train.Error).ShouldContain("comp1_days_since");
        (train.Out + train.Error).ShouldContain("error1_count_24h");

        static bool IsForgotten(string file) =>
            Path.GetFileName(file).Contains("maint", StringComparison.Ordinal)
            || Path.GetFileName(file).Contains("errors", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readings_that_replace_most_of_what_is_stored_are_told_and_can_be_refused_beforehand()
    {
        var scenario = _presage.Write("scenario.yaml", Fleet.Scenario);
        _presage.Write("telemetry.csv", Telemetry(["1", "2"], days: 10));
        (await _presage.RunAsync("ingest", "x", _presage.PathOf("telemetry.csv"), "--scenario", scenario)).Done();
        _presage.Write("telemetry.csv", Telemetry(["1", "2"], days: 10, seed: 2));

        var refused = await _presage.RunAsync("ingest", "x", _presage.PathOf("telemetry.csv"), "--new-machines");
        var taken = (await _presage.RunAsync("ingest", "x", _presage.PathOf("telemetry.csv"))).Done();

        refused.ExitCode.ShouldBe(1);
        refused.Sentence.ShouldContain("1, 2");
        taken.Out.ShouldContain("480 of 480");
        taken.Out.ShouldContain("--new-machines");
    }

    public void Dispose() => _presage.Dispose();

    private static string Telemetry(string[] machines, int days, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder("time,machine,temp,vib\n");
        foreach (var machine in machines)
            for (var hour = 0; hour < days * 24; hour++)
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{s_begin.AddHours(hour):yyyy-MM-dd HH:mm:ss},{machine},{60 + random.Next(10)}.5,{Vibration():0.00}");

        return text.ToString();

        double Vibration() => 5 + random.NextDouble();
    }
}
