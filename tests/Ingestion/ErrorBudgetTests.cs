using System.Globalization;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

/// <summary>A file of which too much cannot be read is refused whole; the others of its run are taken.</summary>
public sealed class ErrorBudgetTests
{
    private const string Good = "2015-01-01 06:00:00,1,170,450,100,40";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_single_file_over_its_budget_fails_the_run_with_cause_sample_and_remedy_and_makes_no_data_set()
    {
        await using var host = await IngestionHost.StartAsync();

        var run = await host.RunAsync(host.Write("telemetry.csv", SmallPlant.TelemetryText([Good, "x,1,170,450,100,40"])));

        run.Error!.Code.ShouldBe("error-budget");
        run.Error.Message.ShouldStartWith("1 of 2 rows of telemetry.csv (50.0 %) cannot be read, more than the 5.0 % that are allowed");
        run.Error.Message.ShouldContain("telemetry.csv:3: unparsable: datetime: x,1,170,450,100,40");
        run.Error.Remedy.ShouldContain("a larger share");
        (await host.Services.Store.DataSets.FindAsync("plant", Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.6)]
    public async Task The_budget_of_the_request_goes_before_that_of_the_service(double budget)
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 0.5 - budget < 0 ? 0 : 1));
        var file = host.Write("telemetry.csv", SmallPlant.TelemetryText([Good, "x,1,170,450,100,40"]));

        var run = await host.RunAsync(new NewDataArrived(null, "plant", null, [file], ErrorBudget: budget));

        run.State.ShouldBe(budget > 0.5 ? RunState.Succeeded : RunState.Failed);
    }

    [Fact]
    public async Task One_bad_file_of_several_is_refused_and_the_others_are_taken_and_later_only_what_is_missing()
    {
        await using var host = await IngestionHost.StartAsync();
        var plant = new SmallPlant();
        var folder = plant.Write(host);
        var bad = SmallPlant.TelemetryText(
            [.. plant.Telemetry.Select((row, number) => number % 9 == 0 ? row.Replace("2015-", "in 2015 ") : row)]);
        host.Write("plain/PdM_telemetry.csv", bad);

        var first = await host.IngestAsync(folder);
        host.Write("plain/PdM_telemetry.csv", SmallPlant.TelemetryText(plant.Telemetry));
        var second = await host.IngestAsync(folder);

        var refused = first.Refused.ShouldHaveSingleItem();
        (refused.File, refused.RecordKind, refused.Code).ShouldBe(("PdM_telemetry.csv", "telemetry", "error-budget"));
        refused.Sample.ShouldAllBe(row => row.Reason == "unparsable: datetime");
        first.Sources[^1].ShouldBe(new IngestedSource("telemetry", 0, 0, 0, 0, 0, 0));
        first.Notices.Select(notice => notice.Code).ShouldContain("files-refused");
        first.Quarantine.ShouldBeEmpty();
        second.Refused.ShouldBeEmpty();
        second.Sources.SkipLast(1).ShouldAllBe(source => source.Duplicate == source.Read);
        second.Sources[^1].Written.ShouldBe(plant.Telemetry.Count);
    }

    [Fact]
    public async Task What_is_bad_behind_a_good_beginning_is_refused_before_anything_is_stored()
    {
        var plant = new SmallPlant(hours: 400);
        await using var host = await IngestionHost.StartAsync();
        host.Write("PdM_telemetry_1.csv", SmallPlant.TelemetryText([.. plant.Telemetry.Take(700)]));
        host.Write("PdM_telemetry_2.csv", SmallPlant.TelemetryText([.. plant.Telemetry, .. Enumerable.Repeat("bad", 400)]));

        var result = await host.IngestAsync(host.Folder["files"]);

        result.Refused.ShouldHaveSingleItem().File.ShouldBe("PdM_telemetry_2.csv");
        result.Sources.ShouldBe([new IngestedSource("telemetry", 1, 700, 700, 0, 0, 0)]);
        result.Quarantine.ShouldBeEmpty();
        (await host.Services.Store.Runs.StagesAsync("run-1", Cancellation)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("failures", "datetime,machineID,failure", ",comp1")]
    [InlineData("telemetry", SmallPlant.TelemetryHeader, ",170,450,100,40")]
    [InlineData("machines", "machineID,model,age", ",model1,3")]
    public async Task What_is_bad_where_nothing_was_tried_is_refused_when_it_is_seen_and_leaves_nothing_behind(
        string kind, string header, string rest)
    {
        await using var host = await IngestionHost.StartAsync(options: ("SliceBytes", 40_000));
        await using var clean = await IngestionHost.StartAsync(options: ("SliceBytes", 40_000));
        var rows = Enumerable.Range(0, 4_000).Select(hour => RowOf(kind, hour) + rest).ToList();
        List<string> bad = [.. rows[..500], .. Enumerable.Repeat("bad", 600), .. rows[500..]];
        foreach (var each in new[] { host, clean })
            each.Write($"{kind}_1.csv", SmallPlant.Text(header, rows[..1_000]));

        host.Write($"{kind}_0.csv", SmallPlant.Text(header, bad));
        var result = await host.IngestAsync(host.Folder["files"]);
        var expected = await clean.IngestAsync(clean.Folder["files"]);

        var refused = result.Refused.ShouldHaveSingleItem();
        (refused.File, refused.Sample[0].Text).ShouldBe(($"{kind}_0.csv", "bad"));
        result.Sources.ShouldBe(expected.Sources);
        result.Quarantine.ShouldBeEmpty();
        (await StoreContents.OfAsync(host)).ShouldBe(await StoreContents.OfAsync(clean));
        (await host.Services.Store.Runs.StagesAsync("run-1", Cancellation)).Select(stage => stage.Stage)
            .ShouldContain(stage => stage.EndsWith("-again"));
    }

    [Fact]
    public async Task A_column_of_which_most_is_no_value_refuses_its_file()
    {
        await using var host = await IngestionHost.StartAsync();

        var run = await host.RunAsync(host.Write(
            "telemetry.csv",
            SmallPlant.TelemetryText([Good, "2015-01-01 07:00:00,1,17x,450,100,40", "2015-01-01 08:00:00,1,18x,450,100,40"])));

        run.Error!.Message.ShouldStartWith("2 of 3 values of volt in telemetry.csv (66.7 %) are no values of it (2 unparsable: volt)");
        run.Error.Message.ShouldContain("telemetry.csv:3: unparsable: volt: 2015-01-01 07:00:00,1,17x,450,100,40");
    }

    [Fact]
    public async Task A_file_all_rows_of_which_are_of_unknown_machines_is_listed_and_its_rows_are_kept_aside()
    {
        await using var host = await IngestionHost.StartAsync();
        host.Write("machines.csv", SmallPlant.MachinesText(["2,model1,3"]));
        host.Write("telemetry.csv", SmallPlant.TelemetryText([Good]));

        var result = await host.IngestAsync(host.Folder["files"]);

        result.Refused.ShouldHaveSingleItem().Code.ShouldBe("no-row-taken");
        result.Sources[^1].ShouldBe(new IngestedSource("telemetry", 1, 1, 0, 0, 0, 1));
        result.Quarantine.ShouldHaveSingleItem().Reason.ShouldBe("unknown-machine");
    }

    [Fact]
    public async Task Rows_without_any_value_and_rows_of_an_impossible_time_are_no_fault_of_their_file()
    {
        await using var host = await IngestionHost.StartAsync();

        var result = await host.IngestAsync(host.Write(
            "telemetry.csv", SmallPlant.TelemetryText([Good, "2015-01-01 07:00:00,1,,,,", "2115-01-01 07:00:00,1,170,450,100,40"])));

        result.Refused.ShouldBeEmpty();
        result.Sources.ShouldBe([new IngestedSource("telemetry", 1, 3, 1, 0, 0, 2)]);
    }

    private static string RowOf(string kind, int hour) => kind == "machines"
        ? string.Create(CultureInfo.InvariantCulture, $"pump-number-{hour:000000}")
        : string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2015, 1, 1).AddHours(hour):yyyy-MM-dd HH:mm:ss},1");
}
