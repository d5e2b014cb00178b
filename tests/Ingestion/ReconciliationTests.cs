using Presage.Contracts;

namespace Presage.Tests.Ingestion;

/// <summary>What does not fit together among the records of a data set is told once an ingestion is done.</summary>
public sealed class ReconciliationTests
{
    [Fact]
    public async Task Failures_of_ids_that_are_written_otherwise_are_told_in_whatever_order_the_files_come()
    {
        await using var host = await IngestionHost.StartAsync();
        var plant = new SmallPlant();
        var telemetry = host.Write("telemetry.csv", SmallPlant.TelemetryText(plant.Telemetry.Select(row => row.Replace(",1,", ",001,"))));
        var failures = host.Write("failures.csv", SmallPlant.Text("datetime,machineID,failure", plant.Failures));

        var first = await host.IngestAsync(failures);
        var second = await host.IngestAsync(telemetry);

        first.Notices.Select(notice => notice.Code).ShouldBe(["no-telemetry"]);
        var count = plant.Failures.Count(row => row.Contains(",1,"));
        second.Notices.Single(notice => notice.Code == "events-without-readings").Message.ShouldBe(
            $"{count} of {plant.Failures.Count} failures name machine 1 that has no readings (is 001 meant?).");
        second.Notices.Single(notice => notice.Code == "records-not-delivered").Message.ShouldBe(
            "The scenario has errors (errors.csv), maintenance (maint.csv) and machines (machines.csv), and none came.");
    }

    [Fact]
    public async Task A_second_fleet_with_the_same_ids_is_told_by_the_readings_that_it_replaces()
    {
        await using var host = await IngestionHost.StartAsync();

        await host.IngestAsync(new SmallPlant().Write(host));
        var again = await host.IngestAsync(new SmallPlant().Write(host));
        var other = await host.IngestAsync(host.Write("telemetry.csv", SmallPlant.TelemetryText(new SmallPlant(seed: 2).Telemetry)));

        again.Notices.ShouldBeEmpty();
        other.Notices.ShouldHaveSingleItem().Message.ShouldStartWith("150 of 150 readings replace others: are these the same machines?");
    }
}
