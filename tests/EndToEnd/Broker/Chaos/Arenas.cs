using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// The arena that seeds fight in, one after the other, and what a job gives that nothing disturbs. After a failure the next seed has a new
/// one.
/// </summary>
public sealed class Arenas : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Arena? _current;
    private JobResult? _undisturbed;

    internal async Task<Arena> CurrentAsync() => _current ??= await Arena.StartAsync();

    /// <summary>A job that something is done to, and what has to be true afterwards.</summary>
    internal async Task WatchAsync(Names names, Func<ChaosJob, Task> test, Plant plant)
    {
        var undisturbed = _undisturbed ??= await AloneAsync(plant);
        var arena = await CurrentAsync();
        try
        {
            await test(new ChaosJob(arena, names));

            await arena.Cluster.ReadyAsync();
            await Eventually.TrueAsync(
                async () => (await arena.Host.LengthsAsync()).All(queue => queue.Messages == 0), Patience, "the queues are empty");
            (await JobResult.OfAsync(arena.Store, names)).ShouldBe(undisturbed);
            await Ledger.ShouldAddUpAsync(arena.Store, names);
            (await Ledger.HasReleasedFeaturesAsync(arena.Store, names)).ShouldBeTrue("the features are released");
        }
        catch
        {
            TestContext.Current.TestOutputHelper!.WriteLine(await arena.TellAsync(names));
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is { } arena)
            await arena.DisposeAsync();

        _current = null;
    }

    private static async Task<JobResult> AloneAsync(Plant plant)
    {
        using var workspace = await plant.CopyAsync();
        (await workspace.RunAsync("evaluate", "march")).Done();
        using var store = new Store(new StorageOptions { Directory = workspace.Data });
        var runs = (await store.Get<IRuns>().ListAsync(new(), null, int.MaxValue, TestContext.Current.CancellationToken))
            .ToDictionary(run => run.Kind, run => run.Id);
        return await JobResult.OfAsync(store, new Names("plant", "march", runs["ingest"], runs["train"], runs["score"], runs["evaluate"]));
    }
}
