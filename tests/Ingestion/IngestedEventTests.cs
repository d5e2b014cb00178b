using MassTransit;
using Presage.Contracts;

namespace Presage.Tests.Ingestion;

public sealed class IngestedEventTests
{
    [Fact]
    public async Task What_was_ingested_is_published_with_its_totals_and_times()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));
        var published = new TaskCompletionSource<DataIngested>();
        await host.Services.Bus.ConnectReceiveEndpoint(endpoint => endpoint.Handler<DataIngested>(context =>
        {
            published.TrySetResult(context.Message);
            return Task.CompletedTask;
        })).Ready;
        var telemetry = SmallPlant.TelemetryText(["2015-01-01 06:00:00,1,170,450,100,40", "2015-03-01 06:00:00,1,170,450,100,40", "bad"]);
        host.Write("maint.csv", "datetime,machineID,comp\n2014-06-01 06:00:00,1,comp1\n");
        host.Write("telemetry.csv", telemetry);

        var result = await host.IngestAsync(host.Folder["files"]);

        var ingested = await published.Task.WaitAsync(TestContext.Current.CancellationToken);
        ingested.ShouldBe(new DataIngested(
            result.Run, "plant", 3, 0, 0, 1,
            new DateTime(2014, 6, 1, 6, 0, 0, DateTimeKind.Utc),
            new DateTime(2015, 3, 1, 6, 0, 0, DateTimeKind.Utc)));
    }
}
