using Presage.Contracts;
using Presage.Contracts.Api;

namespace Presage.Tests.Ingestion;

public sealed class QuarantineTests
{
    private const string Good = "2015-01-01 06:00:00,1,170,450,100,40";
    private static readonly DateTime s_now = new(2015, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2015-01-01 07:00:00,1,170,450,100", "wrong-number-of-fields")]
    [InlineData("2015-01-01 07:00:00,1,170,450,100,40,1", "wrong-number-of-fields")]
    [InlineData("2015-01-01 07:00:00,1,170,450,1", "wrong-number-of-fields")]
    [InlineData("2015-01-01 07:00:00,1,\"170,450,100,40", "broken-quotes")]
    [InlineData("2015-01-01 07:00:00,1,abc,,,", "unparsable: volt")]
    [InlineData("2015-01-01 07:00:00,1,,NaN,NA,1e999", "unparsable: vibration")]
    [InlineData("01/02/2015 07:00,1,170,450,100,40", "unparsable: datetime")]
    [InlineData(",1,170,450,100,40", "unparsable: datetime")]
    [InlineData("2015-01-01 07:00:00,,170,450,100,40", "missing: machineID")]
    [InlineData("2015-01-01 07:00:00,9,170,450,100,40", "unknown-machine")]
    [InlineData("2015-01-01 07:00:00,1,,1000.5,,", "out-of-range: rotate")]
    [InlineData("2015-01-01 07:00:00,1,-1,abc,,", "out-of-range: volt")]
    [InlineData("2015-01-01 07:00:00,1,,NaN,NA,null", "no-values")]
    [InlineData("2015-06-01 00:00:01,1,170,450,100,40", "time-travel")]
    [InlineData("1969-12-31 23:00:00,1,170,450,100,40", "implausible-time")]
    public async Task A_bad_reading_is_kept_aside_with_its_reason(string row, string reason)
    {
        await using var host = await IngestionHost.StartAsync(now: s_now, options: ("ErrorBudget", 1));
        host.Write("machines.csv", "machineID,model,age\n1,model1,3\n");
        host.Write("telemetry.csv", SmallPlant.TelemetryText([Good, row, "2015-01-02 06:00:00,1,170,450,100,40"]));

        var result = await host.IngestAsync(host.Folder["files"]);

        result.Quarantine.ShouldBe([new QuarantinedLine("telemetry.csv", 3, reason, row)]);
        result.Sources[^1].Read.ShouldBe(3);
        result.Sources[^1].Written.ShouldBe(2);
        result.Sources[^1].Quarantined.ShouldBe(1);
    }

    [Theory]
    [InlineData("2015-01-01 07:00:00,1,abc,450,100,40", "unparsable: volt", 0)]
    [InlineData("2015-01-01 07:00:00,1,170,450,100,1e999", "unparsable: vibration", 3)]
    [InlineData("2015-01-01 07:00:00,1,170,1000.5,100,40", "out-of-range: rotate", 1)]
    [InlineData("2015-01-01 07:00:00,1,-1,450,100,40", "out-of-range: volt", 0)]
    public async Task A_bad_cell_is_missing_and_counted_and_the_rest_of_its_reading_is_stored(string row, string reason, int sensor)
    {
        await using var host = await IngestionHost.StartAsync(now: s_now, options: ("ErrorBudget", 1));

        var result = await host.IngestAsync(host.Write(
            "telemetry.csv", SmallPlant.TelemetryText([Good, row, "2015-01-02 06:00:00,1,170,450,100,40"])));

        result.Sources.ShouldBe([new IngestedSource("telemetry", 1, 3, 3, 0, 0, 0)]);
        result.Cells.ShouldBe([new RefusedCells("telemetry", reason, 1)]);
        result.Notices.Select(notice => notice.Message)
            .ShouldContain($"1 cell of telemetry was refused and is missing: 1 {reason}.");
        var stored = await host.Services.Store.Telemetry.ReadAsync(
            "plant", "1", 4, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, TestContext.Current.CancellationToken);
        stored.Values.Select(values => double.IsNaN(values[1])).ShouldBe([.. Enumerable.Range(0, 4).Select(each => each == sensor)]);
    }

    [Fact]
    public async Task Exact_repeats_in_a_file_are_duplicates()
    {
        await using var host = await IngestionHost.StartAsync();

        var result = await host.IngestAsync(host.Write(
            "telemetry.csv", SmallPlant.TelemetryText([Good, Good, Good.Replace(" 06", "T06"), "2015-01-01 06:00:00,1,170,,,"])));

        result.Sources.ShouldBe([new IngestedSource("telemetry", 1, 4, 1, 0, 3, 0)]);
        result.Quarantine.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("errors", "errorID", "error9", "unknown-code")]
    [InlineData("errors", "errorID", "", "unknown-code")]
    [InlineData("maint", "comp", "comp9", "unknown-code")]
    [InlineData("failures", "failure", "error1", "unknown-code")]
    public async Task An_event_of_an_unknown_kind_is_kept_aside(string file, string column, string code, string reason)
    {
        await using var host = await IngestionHost.StartAsync();
        var known = file == "errors" ? "error1" : "comp1";

        var result = await host.IngestAsync(host.Write(
            file + ".csv", $"datetime,machineID,{column}\n2015-01-01 06:00:00,1,{code}\n2015-01-01 06:00:00,1,{known}\n"));

        result.Quarantine.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task The_same_event_twice_in_a_file_is_a_duplicate()
    {
        await using var host = await IngestionHost.StartAsync();
        const string Row = "2015-01-01 06:00:00,1,comp1";

        var text = SmallPlant.Text("datetime,machineID,failure", [Row, "2015-01-01 06:00:00,1,comp2", Row]);
        var result = await host.IngestAsync(host.Write("failures.csv", text));

        result.Quarantine.ShouldBeEmpty();
        result.Sources.ShouldBe([new IngestedSource("failures", 1, 3, 2, 0, 1, 0)]);
    }

    [Theory]
    [InlineData("2,model9,3", "unknown-category: model", "2 [age, 3]")]
    [InlineData("2,model1,101", "out-of-range: age", "2 [model, model1]")]
    [InlineData("2,model1,old", "unparsable: age", "2 [model, model1]")]
    public async Task A_bad_attribute_is_left_out_and_its_machine_stays(string row, string reason, string stored)
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));

        var result = await host.IngestAsync(host.Write("machines.csv", SmallPlant.MachinesText(["1,model1,3", row])));

        result.Sources.ShouldBe([new IngestedSource("machines", 1, 2, 2, 0, 0, 0)]);
        result.Cells.ShouldBe([new RefusedCells("machines", reason, 1)]);
        (await StoreContents.OfAsync(host)).ShouldContain(stored);
    }

    [Fact]
    public async Task A_description_without_a_machine_is_kept_aside()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));

        var result = await host.IngestAsync(host.Write("machines.csv", SmallPlant.MachinesText(["1,model1,3", ",model1,3"])));

        result.Quarantine.ShouldBe([new QuarantinedLine("machines.csv", 3, "missing: machineID", ",model1,3")]);
    }

    [Fact]
    public async Task A_missing_sensor_is_stored_as_missing_and_an_attribute_may_be_missing()
    {
        await using var host = await IngestionHost.StartAsync();
        host.Write("machines.csv", "machineID,model,age\n1,model1,\n");
        host.Write("telemetry.csv", SmallPlant.TelemetryText(["2015-01-01 06:00:00,1,,450,NaN,40"]));

        var result = await host.IngestAsync(host.Folder["files"]);

        result.Sources.ShouldAllBe(source => source.Written == 1);
        var contents = await StoreContents.OfAsync(host);
        contents.ShouldContain($" {BitConverter.DoubleToInt64Bits(double.NaN)} ");
        contents.ShouldContain("1 [model, model1]");
    }

    [Fact]
    public async Task Where_no_machines_are_described_any_machine_may_come_and_later_only_the_described_ones()
    {
        await using var host = await IngestionHost.StartAsync();
        var telemetry = host.Write("telemetry.csv", SmallPlant.TelemetryText([Good, "2015-01-01 06:00:00,pump/7,170,450,100,40"]));

        var before = await host.IngestAsync(telemetry);
        await host.IngestAsync(host.Write("machines.csv", "machineID,model,age\n1,model1,3\n"));
        var after = await host.IngestAsync(telemetry);

        before.Sources[0].Written.ShouldBe(2);
        after.Sources[0].ShouldBe(new IngestedSource("telemetry", 1, 2, 0, 0, 1, 1));
    }

    [Fact]
    public async Task Rows_of_an_unknown_machine_are_taken_when_the_file_comes_again_after_the_machine()
    {
        await using var host = await IngestionHost.StartAsync();
        host.Write("machines.csv", "machineID,model,age\n2,model1,3\n");
        host.Write("telemetry.csv", SmallPlant.TelemetryText([Good]));
        var first = await host.IngestAsync(host.Folder["files"]);

        await host.IngestAsync(host.Write("machines-2.csv", "machineID,model,age\n1,model1,3\n"));
        var second = await host.IngestAsync(host.Folder["files/telemetry.csv"]);

        first.Sources[^1].Quarantined.ShouldBe(1);
        second.Sources[^1].Written.ShouldBe(1);
    }

    [Fact]
    public async Task A_corrected_reading_replaces_the_old_one()
    {
        await using var host = await IngestionHost.StartAsync();
        await host.IngestAsync(host.Write("telemetry.csv", SmallPlant.TelemetryText([Good])));

        var result = await host.IngestAsync(host.Write("telemetry-new.csv", SmallPlant.TelemetryText([Good.Replace("170", "171")])));

        result.Sources.ShouldBe([new IngestedSource("telemetry", 1, 1, 0, 1, 0, 0)]);
        (await StoreContents.OfAsync(host)).ShouldContain($" {BitConverter.DoubleToInt64Bits(171)} ");
    }

    [Fact]
    public async Task A_truncated_last_line_is_kept_aside_and_only_the_first_twenty_are_shown()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));
        var rows = new SmallPlant().Telemetry;
        var text = SmallPlant.TelemetryText([.. rows, .. Enumerable.Repeat("bad", 30)]) + "2015-01-05 06:00:0";

        var result = await host.IngestAsync(host.Write("telemetry.csv", text));

        result.Sources[0].Quarantined.ShouldBe(31);
        result.Quarantine.Select(row => row.Line).ShouldBe(Enumerable.Range(rows.Count + 2, 20).Select(line => (long)line));
        result.Notices.Select(notice => notice.Message)
            .ShouldContain("31 of 181 rows of telemetry were quarantined: 31 wrong-number-of-fields.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_damage_a_file_has_the_counts_add_up(int seed)
    {
        var random = new Random(seed);
        var plant = new SmallPlant(seed: seed);
        await using var host = await IngestionHost.StartAsync(options: [("SliceBytes", 500), ("ErrorBudget", 1)]);
        var folder = plant.Write(host);
        await host.IngestAsync(host.Folder["files/plain/PdM_machines.csv"]);
        var text = SmallPlant.TelemetryText(plant.Telemetry).ToCharArray();
        for (var i = 0; i < 300; i++)
            text[random.Next(SmallPlant.TelemetryHeader.Length + 1, text.Length)] = "\"\",\n\r;- 09xé\u0001"[random.Next(13)];

        host.Write("plain/PdM_telemetry.csv", new string(text));
        var request = new NewDataArrived(null, "plant", null, [folder]);
        var first = await host.IngestAsync(request);
        var again = await host.IngestAsync(request);

        foreach (var source in first.Sources.Concat(again.Sources))
            source.Read.ShouldBe(source.Written + source.Replaced + source.Duplicate + source.Quarantined);

        first.Sources[^1].Quarantined.ShouldBeGreaterThan(0);
        first.Sources[^1].Written.ShouldBeGreaterThan(0);
        again.Sources[^1].Quarantined.ShouldBe(first.Sources[^1].Quarantined);
    }
}
