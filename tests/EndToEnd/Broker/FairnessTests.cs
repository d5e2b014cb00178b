using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Large runs beside small ones.</summary>
[Collection(nameof(Processes))]
public sealed class FairnessTests(Brokers brokers)
{
    private const string Stage = "ingest";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_run_does_not_wait_for_a_backfill_that_came_before()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        using var store = new Chaos.Store(new StorageOptions { Directory = cluster.Workspace.Data });
        var runs = store.Get<IRuns>();
        cluster.Set("Ingestion__SliceBytes", "4000");
        cluster.Start("Ingestion");
        await cluster.ReadyAsync();

        await Requests.PublishAsync(host.Address, new NewDataArrived("backfill", "plant", null, [RealRecords.Twenty]));
        await Eventually.TrueAsync(
            async () => await runs.ProgressAsync("backfill", Stage, Cancellation) is { Done: > 0 }, Patience, "the backfill is on its way");
        await Requests.PublishAsync(
            host.Address, new NewDataArrived("small", "other", null, [Path.Combine(RealRecords.Twenty, "PdM_machines.csv")]));
        await Eventually.TrueAsync(async () => await IsDoneAsync("small") && await IsDoneAsync("backfill"), Patience, "both are done");

        var small = (await runs.FindAsync("small", Cancellation))!;
        var slices = await runs.SlicesAsync("backfill", Stage, Cancellation);
        slices.Count.ShouldBeGreaterThan(500);
        slices.Count(slice => slice.EndedAt > small.EndedAt).ShouldBeGreaterThan(slices.Count / 4);

        async Task<bool> IsDoneAsync(string run) => await runs.FindAsync(run, Cancellation) is { State: RunState.Succeeded };
    }
}
