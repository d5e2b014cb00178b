using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli.Cases;

/// <summary>What is absent erases nothing, and what was known once stays known for that moment.</summary>
public sealed class KnowledgeCaseTests : IDisposable
{
    private static readonly string[] s_range = ["--from", "2023-12-31", "--to", "2024-02-01"];

    private readonly CommandLine _presage = new();

    [Fact]
    public async Task Two_exports_of_different_sensors_join()
    {
        _presage.Write("telemetry_a.csv", Fleet.Telemetry("20,", "21,", "22,", "23,"));
        _presage.Write("telemetry_b.csv", Fleet.Telemetry(",1", ",2", ",3", ",4"));
        await IngestAsync(Fleet.Scenario, "telemetry_a.csv", "telemetry_b.csv");

        var features = await FeaturesAsync();

        CsvColumns.Of(features, "temp_last_1h").ShouldBe(["20", "21", "22", "23"]);
        CsvColumns.Of(features, "vib_last_1h").ShouldBe(["1", "2", "3", "4"]);
    }

    [Fact]
    public async Task A_later_list_of_machines_with_an_empty_cell_leaves_the_attribute()
    {
        _presage.Write("telemetry.csv", Fleet.Telemetry("20,1.5", "21,1.5", "22,1.5"));
        _presage.Write("machines.csv", "machine,model,age\nM1,a,7\n");
        _presage.Write("machines_2.csv", "machine,model,age\nM1,b,\n");
        await IngestAsync(Fleet.WithMachines(), "telemetry.csv", "machines.csv");

        (await _presage.RunAsync("ingest", "x", _presage.PathOf("machines_2.csv"))).Done();

        var features = await FeaturesAsync();
        CsvColumns.Of(features, "model").ShouldBe(["b", "b", "b"]);
        CsvColumns.Of(features, "age").ShouldBe(["7", "7", "7"]);
    }

    [Fact]
    public async Task A_corrected_reading_is_what_it_was_as_of_an_earlier_moment()
    {
        _presage.Write("telemetry.csv", Fleet.Telemetry("20,1.5", "21,1.5", "22,1.5", "23,1.5"));
        _presage.Write("telemetry-correction.csv", "time,machine,temp,vib\n2024-01-01 02:00:00,M1,99,1\n");
        await IngestAsync(Fleet.Scenario, "telemetry.csv");
        var asOf = await MomentAsync();
        var before = await File.ReadAllTextAsync(await FeaturesAsync("--as-of", asOf), TestContext.Current.CancellationToken);

        var correction = (await _presage.RunAsync("ingest", "x", _presage.PathOf("telemetry-correction.csv"))).Done();

        correction.Out.ShouldContain("22 -> 99");
        (await File.ReadAllTextAsync(await FeaturesAsync("--as-of", asOf), TestContext.Current.CancellationToken)).ShouldBe(before);
        CsvColumns.Of(await FeaturesAsync("--as-of", asOf), "temp_last_1h").ShouldBe(["20", "21", "22", "23"]);
        CsvColumns.Of(await FeaturesAsync(), "temp_last_1h").ShouldBe(["20", "21", "99", "23"]);
    }

    [Fact]
    public async Task A_wrong_failure_is_taken_back_and_stays_for_earlier_moments()
    {
        _presage.Write("telemetry.csv", Fleet.Telemetry([.. Enumerable.Range(0, 24).Select(hour => $"{20 + hour},1.5")]));
        _presage.Write("failures.csv", "time,machine,part\n2024-01-01 10:00:00,M1,pump\n");
        _presage.Write("failures-corrected.csv", "time,machine,part\n2024-01-01 20:00:00,M1,pump\n");
        await IngestAsync(Fleet.Scenario, "telemetry.csv", "failures-corrected.csv");
        (await _presage.RunAsync("ingest", "x", _presage.PathOf("failures.csv"))).Done();
        var wrong = CsvColumns.Of(await FeaturesAsync(), "label_pump");
        var run = (await _presage.RunAsync("runs list --kind ingest --json")).Done().FirstRun;
        var asOf = await MomentAsync();

        var retracted = (await _presage.RunAsync("retract", "x", "--run", run, "--kind", "failures", "--yes", "--json")).Done();

        retracted.Out.ShouldContain("failures");
        CsvColumns.Of(await FeaturesAsync("--as-of", asOf), "label_pump").ShouldBe(wrong);
        CsvColumns.Of(await FeaturesAsync(), "label_pump").Take(20).ShouldAllBe(label => label == "1");
        (await _presage.RunAsync("datasets show x --json")).Done().Document.GetProperty("dataset").GetProperty("records")
            .GetProperty("failures").GetProperty("records").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_machine_of_an_unknown_category_stays_and_a_wider_scenario_takes_the_category_up()
    {
        _presage.Write("machines.csv", "machine,model,age\nM1,a,7\nM2,c,3\n");
        _presage.Write("telemetry.csv", Fleet.Telemetry("20,1.5", "21,1.5", "22,1.5") + "2024-01-01 00:00:00,M2,20,1.5\n");
        _presage.Write("failures.csv", "time,machine,part\n2024-01-02 00:00:00,M2,pump\n");
        var first = await IngestAsync(Fleet.WithMachines(), "machines.csv", "telemetry.csv", "failures.csv");
        var before = await FeaturesAsync();
        first.Out.ShouldContain("unknown-category: model");
        CsvColumns.Of(before, "machine").ShouldBe(["M1", "M1", "M1", "M2"]);
        CsvColumns.Of(before, "model").ShouldBe(["a", "a", "a", ""]);

        var wider = _presage.Write("wider.yaml", Fleet.WithMachines("a, b, c"));
        (await _presage.RunAsync("ingest", "x", _presage.PathOf("machines.csv"), "--scenario", wider)).Done();

        CsvColumns.Of(await FeaturesAsync(), "model").ShouldBe(["a", "a", "a", "c"]);
        CsvColumns.Of(await FeaturesAsync(), "age").ShouldBe(["7", "7", "7", "3"]);
    }

    public void Dispose() => _presage.Dispose();

    private async Task<Outcome> IngestAsync(string scenario, params string[] files) => (await _presage.RunAsync(
        ["ingest", "x", .. files.Select(_presage.PathOf), "--scenario", _presage.Write("scenario.yaml", scenario)])).Done();

    private async Task<string> FeaturesAsync(params string[] more)
    {
        var file = _presage.PathOf("features.csv");
        (await _presage.RunAsync(["features", "x", .. s_range, "--out", file, .. more])).Done();
        return file;
    }

    /// <summary>A moment after what was done and before what is done next. Knowledge times are told apart by milliseconds.</summary>
    private static async Task<string> MomentAsync()
    {
        await Task.Delay(1_100, TestContext.Current.CancellationToken);
        var moment = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        return moment;
    }
}
