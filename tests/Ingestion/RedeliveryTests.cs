using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

public sealed class RedeliveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_delivered_many_times_is_worked_on_once()
    {
        await using var once = await IngestionHost.StartAsync(options: ("SliceBytes", 500));
        var expected = await once.IngestAsync(new SmallPlant().Write(once));
        await using var host = await IngestionHost.StartAsync(options: ("SliceBytes", 500));
        var request = new NewDataArrived("run", "plant", null, [new SmallPlant().Write(host)]);

        for (var i = 0; i < 5; i++)
            await host.Services.Bus.Publish(request, Cancellation);

        var run = await host.Services.EndOfAsync("run");
        run.Error.ShouldBeNull();
        Json.Read<IngestResult>(run.Result!).Sources.ShouldBe(expected.Sources);
        (await StoreContents.OfAsync(host)).ShouldBe(await StoreContents.OfAsync(once));
    }

    [Fact]
    public async Task Slices_delivered_again_while_the_run_goes_on_change_nothing()
    {
        await using var host = await IngestionHost.StartAsync(options: ("SliceBytes", 500));
        var plant = new SmallPlant();
        plant.Write(host);
        var observer = new PublishesTwice(host.Services.Bus);
        host.Services.Bus.ConnectConsumeMessageObserver(observer);

        var result = await host.IngestAsync(host.Folder["files/plain"]);

        observer.Repeated.ShouldBeGreaterThan(10);
        result.Sources.ShouldAllBe(source => source.Written == source.Read);
        result.Sources[^1].Read.ShouldBe(plant.Telemetry.Count);
    }

    [Theory]
    [InlineData(nameof(PortFault.BeforeTheFirstCall))]
    [InlineData(nameof(PortFault.AfterTheFirstCall))]
    public async Task A_store_that_fails_now_and_then_has_the_same_contents_in_the_end(string fault)
    {
        await using var plain = await IngestionHost.StartAsync();
        await plain.IngestAsync(new SmallPlant().Write(plain));
        await using var host = await IngestionHost.StartAsync(
            configure: FaultyPort.InFrontOfAll(Enum.Parse<PortFault>(fault)), options: ("SliceBytes", 500));
        var folder = new SmallPlant().Write(host);

        var result = await host.IngestAsync(folder);

        result.Sources.ShouldAllBe(source => source.Read == source.Written + source.Duplicate);
        (await StoreContents.OfAsync(host)).ShouldBe(await StoreContents.OfAsync(plain));
    }

    [Fact]
    public async Task Messages_of_a_run_that_has_ended_change_nothing()
    {
        await using var host = await IngestionHost.StartAsync(options: ("SliceBytes", 500));
        var request = new NewDataArrived("run", "plant", null, [new SmallPlant().Write(host)]);
        await host.IngestAsync(request);
        var ended = await host.Services.Store.Runs.FindAsync("run", Cancellation);
        var contents = await StoreContents.OfAsync(host);

        await host.Services.Bus.Publish(request, Cancellation);
        await host.Services.Bus.Publish(new IngestSlice("run", 0, Stages.Ingest), Cancellation);
        await host.IngestAsync(request with { RunId = "later" });

        (await host.Services.Store.Runs.FindAsync("run", Cancellation)).ShouldBe(ended);
        (await StoreContents.OfAsync(host)).ShouldBe(contents);
    }

    [Fact]
    public async Task A_request_that_comes_again_goes_on_with_the_files_of_the_first_time()
    {
        await using var host = await IngestionHost.StartAsync();
        var request = await PlannedAgainAsync(host);
        host.Write("plain/telemetry-late.csv", SmallPlant.TelemetryText(["2015-02-01,1,170,450,100,40"]));

        var result = await host.IngestAsync(request);

        result.Sources.Single(source => source.Source == "telemetry").Files.ShouldBe(1);
        result.Sources.ShouldAllBe(source => source.Duplicate == source.Read);
    }

    [Fact]
    public async Task A_file_that_changes_after_it_was_planned_fails_the_run()
    {
        await using var host = await IngestionHost.StartAsync();
        var request = await PlannedAgainAsync(host);
        host.Write("plain/PdM_telemetry.csv", SmallPlant.TelemetryText(["2015-02-01,1,170,450,100,40"]));

        (await host.RunAsync(request)).Error!.Code.ShouldBe("file-changed");
    }

    /// <summary>
    /// Ingests a small plant, and gives the request of a second run that was planned at the same time and has done nothing yet.
    /// </summary>
    private static async Task<NewDataArrived> PlannedAgainAsync(IngestionHost host)
    {
        var request = new NewDataArrived("run", "plant", null, [new SmallPlant().Write(host)]);
        await host.RunAsync(request);
        var runs = host.Services.Store.Runs;
        var plan = (await runs.FindAsync("run", Cancellation))!.Plan;
        await runs.StartAsync(new Run("again", RunKinds.Ingest, "plant", "key", "{}", null, null, DateTime.UtcNow), Cancellation);
        await runs.PinAsync("again", plan!, Cancellation);
        return request with { RunId = "again" };
    }

    /// <summary>Publishes every slice once more at the moment it is worked on.</summary>
    private sealed class PublishesTwice(IBus bus) : IConsumeMessageObserver<IngestSlice>
    {
        private int _repeated;

        public int Repeated => _repeated;

        public Task PreConsume(ConsumeContext<IngestSlice> context) =>
            context.Headers.Get<bool>("again") == true
                ? Task.CompletedTask
                : PublishAsync(context);

        public Task PostConsume(ConsumeContext<IngestSlice> context) => Task.CompletedTask;

        public Task ConsumeFault(ConsumeContext<IngestSlice> context, Exception exception) => Task.CompletedTask;

        private Task PublishAsync(ConsumeContext<IngestSlice> context)
        {
            Interlocked.Increment(ref _repeated);
            return bus.Publish(context.Message, publish => publish.Headers.Set("again", true), Cancellation);
        }
    }
}
