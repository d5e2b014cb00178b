using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>
/// The whole job on the real records over MongoDB; models and predictions must be those of the embedded store, bit for bit.
/// </summary>
[Collection(nameof(Processes))]
public sealed class MongoJobTests(Plant plant, Brokers brokers)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task One_process_gives_the_same_over_MongoDB_as_over_the_embedded_store()
    {
        await using var place = await MongoPlace.CreateAsync();
        using var workspace = new Workspace();
        workspace.Use(place.Options);
        (await workspace.RunAsync("topology", "deploy")).Done();

        await WholeJob.RunAsync(workspace);

        await WholeJob.ShouldBeUndisturbedAsync(workspace, plant);
        await WholeJob.ShouldAddUpAsync(workspace);
        Directory.Exists(workspace.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_processes_over_a_broker_give_the_same_also_where_nothing_was_deployed_to_MongoDB()
    {
        await using var place = await MongoPlace.CreateAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address, place.Options);
        cluster.Start(2);
        await cluster.ReadyAsync();

        await WholeJob.RunAsync(cluster.Workspace);

        await WholeJob.ShouldBeUndisturbedAsync(cluster.Workspace, plant);
        await WholeJob.ShouldAddUpAsync(cluster.Workspace);
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    [Fact]
    public async Task A_job_goes_on_by_itself_when_the_store_was_away_for_longer_than_an_operation_waits()
    {
        await using var place = await MongoPlace.CreateAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address, place.Options);
        cluster.Set("Storage__Uri", place.OnTheWay(patience: TimeSpan.FromSeconds(1)).Uri!);
        cluster.Set("Messaging__Delays", "00:00:01,00:00:02,00:00:04,00:00:08");
        cluster.Set("Features__ReadingsPerSlice", "2000");
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        cluster.Start();
        await cluster.ReadyAsync();

        foreach (var command in WholeJob.Commands)
        {
            using var process = cluster.Workspace.Start(command);
            await Task.Delay(Outage / 3, TestContext.Current.CancellationToken);
            await using (place.Way.Close())
                await Task.Delay(Outage, TestContext.Current.CancellationToken);

            (await Workspace.EndAsync(process)).Done();
        }

        await WholeJob.ShouldBeUndisturbedAsync(cluster.Workspace, plant);
        await WholeJob.ShouldBeDoneAsync(cluster.Workspace);
        (await cluster.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_in_one_process_waits_for_a_store_that_is_away_for_a_while()
    {
        await using var place = await MongoPlace.CreateAsync();
        using var workspace = new Workspace();
        workspace.Use(place.OnTheWay(Patience));

        foreach (var command in WholeJob.Commands)
        {
            using var process = workspace.Start(command);
            await Task.Delay(Outage / 3, TestContext.Current.CancellationToken);
            await using (place.Way.Close())
                await Task.Delay(Outage, TestContext.Current.CancellationToken);

            (await Workspace.EndAsync(process)).Done();
        }

        await WholeJob.ShouldBeUndisturbedAsync(workspace, plant);
    }
}
