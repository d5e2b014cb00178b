using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting.DataSets;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

/// <summary>What was refused can be mended and taken after all, by the layout of its file and what the data set knows now.</summary>
public sealed class ReadmissionTests
{
    private const string Good = "2015-01-01 06:00:00,1,170,450,100,40";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_a_machine_that_is_described_since_are_taken_and_leave_the_quarantine()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));
        host.Write("machines.csv", SmallPlant.MachinesText(["2,model1,3"]));
        host.Write("telemetry.csv", SmallPlant.TelemetryText(["2015-01-01 06:00:00,2,1,2,3,4", Good, "bad"]));
        host.Write("failures.csv", "datetime;machineID;failure\n2015-01-01 06:00:00;1;comp1\n");
        await host.IngestAsync(host.Folder["files"]);
        await host.IngestAsync(host.Write("machines-2.csv", SmallPlant.MachinesText(["1,model1,3"])));

        var first = await ReadmitAsync(host, new QuarantineQuery("plant"));
        var second = await ReadmitAsync(host, new QuarantineQuery("plant"));

        first.Sources.ShouldBe(
            [new IngestedSource("failures", 1, 1, 1, 0, 0, 0), new IngestedSource("telemetry", 1, 2, 1, 0, 0, 1)], ignoreOrder: true);
        second.Sources.ShouldBe([new IngestedSource("telemetry", 1, 1, 0, 0, 0, 1)]);
        (await LeftAsync(host)).ShouldHaveSingleItem().Row.Text.ShouldBe("bad");
        (await ReadAsync(host, "1", DateTime.MaxValue)).Values.Select(sensor => sensor[0]).ShouldBe([170, 450, 100, 40]);
    }

    [Fact]
    public async Task A_mended_cell_is_taken_alone_and_becomes_known_with_the_run_that_took_it()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));
        await host.IngestAsync(host.Write("telemetry.csv", SmallPlant.TelemetryText([Good, "2015-01-01 07:00:00,1,17o,450,100,40"])));
        await host.IngestAsync(host.Write("telemetry-2.csv", SmallPlant.TelemetryText(["2015-01-01 07:00:00,1,,451,100,40"])));
        var before = DateTime.UtcNow;
        var entry = (await LeftAsync(host)).ShouldHaveSingleItem();

        await host.Services.Store.Quarantine.ChangeAsync(
            "plant", [new QuarantineChange(entry.Place, Text: "2015-01-01 07:00:00,1,170,450,100,40")], Cancellation);
        var result = await ReadmitAsync(host, new QuarantineQuery("plant", Reason: "unparsable: volt"));

        entry.Row.IsRestStored.ShouldBeTrue();
        result.Sources.Single().Written.ShouldBe(1);
        (await LeftAsync(host)).ShouldBeEmpty();
        (await ReadAsync(host, "1", DateTime.MaxValue)).Values.Select(sensor => sensor[1]).ShouldBe([170, 451, 100, 40]);
        double.IsNaN((await ReadAsync(host, "1", before)).Values[0][1]).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_still_refused_stays_with_its_new_reason()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));
        await host.IngestAsync(host.Write("telemetry.csv", SmallPlant.TelemetryText([Good, "bad"])));
        var entry = (await LeftAsync(host)).Single();
        await host.Services.Store.Quarantine.ChangeAsync(
            "plant", [new QuarantineChange(entry.Place, Text: "2015-01-01 07:00:00,1,170,9999,x,40")], Cancellation);

        await ReadmitAsync(host, new QuarantineQuery("plant"));

        var left = (await LeftAsync(host)).ShouldHaveSingleItem();
        (left.Run, left.Row.Reason, left.Row.IsRestStored).ShouldBe((entry.Run, "out-of-range: rotate; unparsable: pressure", true));
        (await ReadAsync(host, "1", DateTime.MaxValue)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Killed_before_the_quarantine_is_settled_nothing_is_lost_or_doubled()
    {
        var calls = 0;
        await using var host = await IngestionHost.StartAsync(
            configure: HookedPort.Before<IQuarantine>(
                nameof(IQuarantine.RemoveAsync), call => ++calls == 1 ? throw new IOException("gone") : Task.CompletedTask),
            options: ("ErrorBudget", 1));
        host.Write("machines.csv", SmallPlant.MachinesText(["2,model1,3"]));
        host.Write("telemetry.csv", SmallPlant.TelemetryText(["2015-01-01 06:00:00,2,1,2,3,4", Good]));
        await host.IngestAsync(host.Folder["files"]);
        await host.IngestAsync(host.Write("machines-2.csv", SmallPlant.MachinesText(["1,model1,3"])));

        var result = await ReadmitAsync(host, new QuarantineQuery("plant"));

        calls.ShouldBeGreaterThan(1);
        result.Sources.Single().Quarantined.ShouldBe(0);
        (await LeftAsync(host)).ShouldBeEmpty();
        (await ReadAsync(host, "1", DateTime.MaxValue)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_refused_only_for_what_a_wider_scenario_knows_is_taken_with_it()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));
        var narrow = host.Write("narrow.yaml", ScenarioCatalog.Load("azure-pdm"));
        var wide = host.Write(
            "wide.yaml",
            File.ReadAllText(narrow).Replace("error4, error5]", "error4, error5, error6]")
                .Replace("error5: 1.8 }", "error5: 1.8, error6: 1 }"));
        File.ReadAllText(wide).ShouldNotBe(File.ReadAllText(narrow));
        host.Write("data/errors.csv", "datetime,machineID,errorID\n2015-01-01 06:00:00,1,error6\n2015-01-01 06:00:00,1,error1\n");
        await host.IngestAsync(new NewDataArrived(null, "plant", narrow, [host.Folder["files/data"]]));

        var file = host.Write("more/errors.csv", "datetime,machineID,errorID\n2015-01-02 06:00:00,1,error2\n");
        var result = await host.IngestAsync(new NewDataArrived(null, "plant", wide, [file]));

        result.Notices.Single(notice => notice.Code == "rows-readmitted").Message.ShouldStartWith("1 rows that were refused");
        (await LeftAsync(host)).ShouldBeEmpty();
        (await host.Services.Store.Events.ReadAsync(
            "plant", EventKind.Error, null, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation))
            .Select(record => record.Code).ShouldBe(["error1", "error6", "error2"]);
    }

    private static Task<IngestResult> ReadmitAsync(IngestionHost host, QuarantineQuery query) =>
        host.IngestAsync(new NewDataArrived(null, "plant", null, [QuarantineAddress.Of(query)]));

    private static Task<IReadOnlyList<QuarantineEntry>> LeftAsync(IngestionHost host) =>
        host.Services.Store.Quarantine.PageAsync(new QuarantineQuery("plant"), null, 100, Cancellation);

    private static Task<TelemetryBatch> ReadAsync(IngestionHost host, string machine, DateTime asOf) =>
        host.Services.Store.Telemetry.ReadAsync("plant", machine, 4, DateTime.MinValue, DateTime.MaxValue, asOf, Cancellation);
}
