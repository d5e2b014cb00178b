using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Ingestion.Planning;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whichever_slice_fails_a_retry_reads_only_what_is_missing_and_stores_the_same()
    {
        await using var faultless = await IngestionHost.StartAsync(options: ("SliceBytes", 2_000));
        await faultless.IngestAsync(new SmallPlant().Write(faultless));
        var slices = (await faultless.Services.Store.Runs.StagesAsync("run-1", Cancellation)).Sum(stage => stage.Slices);
        slices.ShouldBeGreaterThan(3);

        for (var slice = 1; slice <= slices; slice++)
        {
            await using var host = await IngestionHost.StartAsync(
                configure: HookedPort.Before<IRuns>(
                    nameof(IRuns.CompleteSliceAsync), call => call == slice ? throw Broken() : Task.CompletedTask),
                options: ("SliceBytes", 2_000));
            var failed = await host.RunAsync(new SmallPlant().Write(host));
            var done = await DoneAsync(host);

            var run = await host.RetryAsync("run-1");

            failed.Error!.Code.ShouldBe("broken");
            run.Error.ShouldBeNull();
            done.ShouldBeSubsetOf(await DoneAsync(host));
            Json.Read<IngestResult>(run.Result!).Sources.ShouldAllBe(source => source.Read == source.Written + source.Duplicate);
            (await StoreContents.OfAsync(host)).ShouldBe(await StoreContents.OfAsync(faultless));
        }
    }

    [Fact]
    public async Task A_run_keeps_the_error_budget_that_it_was_planned_with()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 0.1));

        // What is tried of the file beforehand is good.
        var rows = new SmallPlant(hours: 400).Telemetry.Concat(Enumerable.Repeat("bad", 400));
        var file = host.Write("PdM_telemetry.csv", SmallPlant.TelemetryText([.. rows]));
        var failed = await host.RunAsync(file);

        var again = await host.RetryAsync("run-1");

        failed.Error!.Code.ShouldBe("error-budget");
        again.Error!.Code.ShouldBe("error-budget");
        RunTracker.PlanOf<IngestPlan>(again).ErrorBudget.ShouldBe(0.1);
    }

    private static PresageException Broken() => new(ErrorKind.Invalid, "broken", "It broke.", "Mend it.");

    private static async Task<IReadOnlyList<SliceRecord>> DoneAsync(IngestionHost host)
    {
        var done = new List<SliceRecord>();
        foreach (var stage in await host.Services.Store.Runs.StagesAsync("run-1", Cancellation))
            done.AddRange(await host.Services.Store.Runs.SlicesAsync("run-1", stage.Stage, Cancellation));

        return done;
    }
}
