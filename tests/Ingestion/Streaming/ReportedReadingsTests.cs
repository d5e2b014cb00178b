using Presage.Contracts;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion.Streaming;

public sealed class ReportedReadingsTests
{
    private const string Time = "2015-02-20T07:00:00Z";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readings_are_stored_as_they_are_and_only_once()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var until = StreamHost.Until.AddDays(3);
        var readings = StreamHost.Readings(StreamHost.Until, until);
        var id = Guid.NewGuid();

        foreach (var part in readings.Chunk(100))
            (await host.ReportAsync(part)).ShouldBeNull();
        await host.ReportAsync(readings, id);
        await host.ReportAsync(readings, id);

        foreach (var batch in Prepared.Fleet.After(StreamHost.Until).Until(until).Telemetry)
        {
            var stored = await StoredAsync(host, batch.Machine, until);
            stored.Times.ShouldBe(batch.Times);
            stored.Values.ShouldBe(batch.Values);
        }

        (await QuarantinedAsync(host, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reading_keeps_the_time_at_which_it_was_first_known()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var id = Guid.NewGuid();
        await host.ReportAsync([Reading()], id);
        var first = await StoredAsync(host, "1", StreamHost.Until.AddHours(1));

        await host.ReportAsync([Reading()], id);
        var again = await StoredAsync(host, "1", StreamHost.Until.AddHours(1));

        again.Known.ShouldBe(first.Known);
        again.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("99", Time, 170.0, "unknown-machine")]
    [InlineData("", Time, 170.0, "missing: machineID")]
    [InlineData("1", "yesterday", 170.0, "unparsable: datetime")]
    [InlineData("1", "01/02/2015 06:00", 170.0, "unparsable: datetime")]
    [InlineData("1", "1915-02-20T07:00:00Z", 170.0, "implausible-time")]
    [InlineData("1", "2115-02-20T07:00:00Z", 170.0, "time-travel")]
    [InlineData("1", Time, -5000.0, "out-of-range: volt")]
    [InlineData("1", Time, null, "no-values")]
    public async Task A_bad_reading_goes_to_quarantine_and_the_others_are_stored(string machine, string time, double? volt, string reason)
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var id = Guid.NewGuid();

        var refused = new ReportedReading(machine, time, new Dictionary<string, double?> { ["volt"] = volt });
        (await host.ReportAsync([Reading(), refused], id)).ShouldBeNull();

        var row = (await QuarantinedAsync(host, id)).ShouldHaveSingleItem();
        (row.Source, row.File, row.Line, row.Reason).ShouldBe(("telemetry", $"message {id}", 2, reason));
        (await StoredAsync(host, "1", StreamHost.Until.AddHours(1))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_sensor_that_the_scenario_does_not_know_is_refused_and_a_reading_that_comes_twice_is_not()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var id = Guid.NewGuid();

        await host.ReportAsync([Reading("humidity"), Reading(), Reading(), null!, new ReportedReading("1", Time, null!)], id);

        (await QuarantinedAsync(host, id)).Select(row => (row.Line, row.Reason)).ShouldBe(
            [(1, "unknown-sensor"), (4, "missing: machineID"), (5, "no-values")]);
    }

    [Fact]
    public async Task A_value_that_is_refused_does_not_cost_the_others_of_its_reading()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var id = Guid.NewGuid();
        var values = new Dictionary<string, double?> { ["volt"] = -5_000, ["rotate"] = 450, ["humidity"] = 1 };

        await host.ReportAsync([new ReportedReading("1", Time, values)], id);

        var row = (await QuarantinedAsync(host, id)).ShouldHaveSingleItem();
        row.Reason.ShouldBe("out-of-range: volt; unknown-sensor");
        var stored = await StoredAsync(host, "1", StreamHost.Until.AddHours(1));
        stored.Values.Select(sensor => sensor[0]).ShouldBe([double.NaN, 450, double.NaN, double.NaN]);
    }

    [Fact]
    public async Task A_value_that_is_not_reported_is_missing()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));

        await host.ReportAsync([new ReportedReading("1", Time, new Dictionary<string, double?> { ["volt"] = 170, ["rotate"] = null })]);

        var stored = await StoredAsync(host, "1", StreamHost.Until.AddHours(1));
        stored.Values.Select(sensor => sensor[0]).ShouldBe([170, double.NaN, double.NaN, double.NaN]);
    }

    [Fact]
    public async Task A_report_that_cannot_be_taken_at_all_fails_and_those_beside_it_do_not()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var many = Enumerable.Repeat(Reading(), 10_001).ToList();

        var ends = await Task.WhenAll(
            host.ReportAsync([Reading()]), host.ReportAsync([Reading()], dataset: "nowhere"), host.ReportAsync([]), host.ReportAsync(many),
            host.ReportAsync(null!),
            host.ReportAsync([Reading()], dataset: null!));

        ends.Select(end => (end as PresageException)?.Code)
            .ShouldBe([null, "unknown-dataset", "no-readings", "too-many-readings", "no-readings", "unknown-dataset"]);
        (await StoredAsync(host, "1", StreamHost.Until.AddHours(1))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reports_that_come_at_once_are_all_stored()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var until = StreamHost.Until.AddDays(5);

        var ends = await Task.WhenAll(StreamHost.Readings(StreamHost.Until, until).Chunk(7).Select(part => host.ReportAsync(part)));

        ends.ShouldAllBe(end => end == null);
        foreach (var batch in Prepared.Fleet.After(StreamHost.Until).Until(until).Telemetry)
            (await StoredAsync(host, batch.Machine, until)).Values.ShouldBe(batch.Values);
    }

    private static ReportedReading Reading(string sensor = "volt") => new("1", Time, new Dictionary<string, double?> { [sensor] = 170 });

    private static Task<TelemetryBatch> StoredAsync(StreamHost host, string machine, DateTime until) =>
        host.Services.Store.Telemetry.ReadAsync(Prepared.Dataset, machine, 4, StreamHost.Until, until, DateTime.MaxValue, Cancellation);

    private static Task<IReadOnlyList<QuarantinedRow>> QuarantinedAsync(StreamHost host, Guid id) =>
        host.Services.Store.Quarantine.ReadAsync($"reported-{id:n}", 100, Cancellation);
}
