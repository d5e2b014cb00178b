using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.EndToEnd.Broker.Chaos;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>SIGTERM while a process is at a slice that takes seconds: a random forest of many trees.</summary>
[Collection(nameof(Processes))]
public sealed class GracefulStopTests(Plant plant, Brokers brokers)
{
    private const string Run = "train-long";
    private const string Model = "long";
    private const string Stage = "trials";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly DateTime January = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_process_that_is_told_to_stop_finishes_its_slice_and_nobody_does_it_again()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var workspace = await plant.CopyAsync();
        using var cluster = new Cluster(host.Address, new StorageOptions { Directory = workspace.Data });
        using var store = new Store(new StorageOptions { Directory = workspace.Data });
        var stopped = await BeginAsync(cluster, store);

        await stopped.StopAsync(Patience);

        var slice = (await store.Get<IRuns>().SlicesAsync(Run, Stage, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        slice.Worker.ShouldEndWith($"-{stopped.Id}");
        (await host.LengthsAsync()).ShouldAllBe(queue => queue.InHand == 0);
        await FinishAsync(cluster, store, host);
        (await AttemptAsync(store)).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_whose_time_to_stop_is_too_short_for_its_slice_hands_it_back()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var workspace = await plant.CopyAsync();
        using var cluster = new Cluster(host.Address, new StorageOptions { Directory = workspace.Data });
        using var store = new Store(new StorageOptions { Directory = workspace.Data });
        cluster.Set("Messaging__StopTimeout", "00:00:00.2");
        var stopped = await BeginAsync(cluster, store);

        await stopped.StopAsync(Patience);

        (await store.Get<IRuns>().SlicesAsync(Run, Stage, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await host.LengthsAsync()).Single(queue => queue.Queue == "training").Messages.ShouldBe(1);
        await FinishAsync(cluster, store, host);
        (await AttemptAsync(store)).ShouldBe(2);
    }

    [Fact]
    public async Task A_second_signal_ends_a_process_at_once_and_nothing_of_its_slice_is_lost()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var workspace = await plant.CopyAsync();
        using var cluster = new Cluster(host.Address, new StorageOptions { Directory = workspace.Data });
        using var store = new Store(new StorageOptions { Directory = workspace.Data });
        var stopped = await BeginAsync(cluster, store);

        await stopped.TerminateAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(stopped.Log.Contains("is told to stop", StringComparison.Ordinal)), Patience, () => stopped.Log);
        await stopped.TerminateAsync();
        await stopped.EndAsync(Patience, Worker.EndedBySignal);

        (await store.Get<IRuns>().SlicesAsync(Run, Stage, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        await Eventually.TrueAsync(
            async () => (await host.LengthsAsync()).Single(queue => queue.Queue == "training") is { Ready: 1, InHand: 0 }, Patience,
            "its message is back in the queue");
    }

    /// <returns>The process that is at the slice.</returns>
    private static async Task<Worker> BeginAsync(Cluster cluster, Store store)
    {
        cluster.Start("Features");
        var worker = cluster.Start("Training");
        await cluster.ReadyAsync();
        var request = new StartTraining(
            Run, "plant", January, January.AddMonths(2), Model, "random-forest", Trials: 1, Set: new Dictionary<string, double>
            {
                ["trees"] = 6_000,
            });
        await Requests.PublishAsync(cluster.Broker, request);
        await Eventually.TrueAsync(async () => await AttemptAsync(store) == 1, Patience, "the slice is begun");
        cluster.Workers.Remove(worker);
        return worker;
    }

    private static async Task FinishAsync(Cluster cluster, Store store, VirtualHost host)
    {
        cluster.Start("Training");
        cluster.Start("Scheduler");
        await Eventually.TrueAsync(
            async () => (await store.Get<IRuns>().FindAsync(Run, TestContext.Current.CancellationToken))!.State == RunState.Succeeded,
            Patience, "the run ends");
        (await store.Get<IModels>().ListAsync(Model, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    private static async Task<int?> AttemptAsync(Store store) =>
        (await store.Get<ISliceAttempts>().ListAsync(Run, Stage, TestContext.Current.CancellationToken)).SingleOrDefault()?.Attempt;
}
