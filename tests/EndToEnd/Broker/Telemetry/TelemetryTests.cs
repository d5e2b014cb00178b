using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Telemetry;

/// <summary>What an operator sees of a job that several processes work on.</summary>
[Collection(nameof(Processes))]
public sealed class TelemetryTests(Brokers brokers)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_run_is_one_trace_over_all_processes_and_metrics_have_the_names_of_the_conventions()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var collector = await Collector.StartAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address);
        cluster.Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        cluster.Start();
        await cluster.ReadyAsync();

        await Raw.PublishAsync(
            host.Address, "Presage.Contracts:NewDataArrived",
            System.Text.Encoding.UTF8.GetBytes($$"""{"runId":"foreign","dataset":"plant","sources":["{{RealRecords.Twenty}}"]}"""),
            "application/json");
        await Eventually.TrueAsync(
            async () => await cluster.StateOfAsync("foreign") == "succeeded", LongestStop, "the foreign run is done");
        (await cluster.Workspace.RunAsync(Plant.Train)).Done();
        (await cluster.Workspace.RunAsync(Plant.Score)).Done();
        await WholeJob.ShouldLeaveNothingAsync(host);
        foreach (var worker in cluster.Workers)
            await worker.StopAsync(LongestStop);

        var runs = collector.Spans.Where(span => span.Attributes.ContainsKey("presage.run"))
            .GroupBy(span => span.Attributes["presage.run"]).ToList();
        runs.Count.ShouldBe(3);
        runs.ShouldAllBe(run => run.Select(span => span.Trace).Distinct().Count() == 1);
        // Only the service that features were built for hears of them. The scheduler hears of every end, and Monitoring of alarms.
        runs.Select(run => $"{run.Key.Split('-')[0]}: {string.Join(", ", run.Select(span => span.Service).Distinct().Order())}")
            .Order()
            .ShouldBe(
            [
                "foreign: Presage.Ingestion, Presage.Scheduler",
                "score: Presage.Features, Presage.Monitoring, Presage.Scheduler, Presage.Scoring",
                "train: Presage.Features, Presage.Scheduler, Presage.Training",
            ]);

        // What the client sent has a trace of its own, which is linked.
        collector.Spans.ShouldContain(
            span => span.Name == "NewDataArrived" && span.Links.Count == 1 && collector.Spans.Any(other => other.Trace == span.Links[0]));

        var metrics = collector.Metrics;
        foreach (var service in new[] { "Presage.Ingestion", "Presage.Features", "Presage.Training", "Presage.Scoring" })
        {
            metrics[(service, "messaging.client.consumed.messages")]
                .ShouldBe(["messaging.system", "messaging.destination.name", "messaging.operation.name"], ignoreOrder: true);
            metrics[(service, "messaging.process.duration")]
                .ShouldBe(["messaging.system", "messaging.destination.name", "messaging.operation.name"], ignoreOrder: true);
            metrics.Keys.ShouldContain((service, "messaging.client.sent.messages"));
            metrics.Keys.ShouldContain((service, "presage.slices"));
        }
    }
}
