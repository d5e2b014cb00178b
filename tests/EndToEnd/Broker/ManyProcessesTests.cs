using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>The whole job with real processes and a real broker.</summary>
[Collection(nameof(Processes))]
public sealed class ManyProcessesTests(Plant plant, Brokers brokers)
{
    private const int Each = 3;

    [Fact]
    public async Task Many_processes_give_the_same_models_and_predictions_as_one()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Start(Each);
        await cluster.ReadyAsync();

        await WholeJob.RunAsync(cluster.Workspace);

        await WholeJob.ShouldBeUndisturbedAsync(cluster.Workspace, plant);
        await WholeJob.ShouldAddUpAsync(cluster.Workspace);
        await WholeJob.ShouldLeaveNothingAsync(host);
    }
}
