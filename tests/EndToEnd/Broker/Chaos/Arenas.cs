using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>The arena that seeds fight in, one after the other, and what a job gives that nothing disturbs. After a failure the next seed has a new one.</summary>
public sealed class Arenas : IAsyncDisposable
{
    private Arena? _current;
    private JobResult? _undisturbed;

    internal async Task<Arena> CurrentAsync() => _current ??= await Arena.StartAsync();

    internal async Task AbandonAsync()
    {
        if (_current is { } arena)
            await arena.DisposeAsync();

        _current = null;
    }

    internal async Task<JobResult> UndisturbedAsync(Plant plant) => _undisturbed ??= await AloneAsync(plant);

    public async ValueTask DisposeAsync() => await AbandonAsync();

    private static async Task<JobResult> AloneAsync(Plant plant)
    {
        using var workspace = await plant.CopyAsync();
        (await workspace.RunAsync("evaluate", "march")).Done();
        using var store = new Store(workspace.Data);
        var runs = (await store.Get<Storage.Runs.IRuns>().ListAsync(int.MaxValue, TestContext.Current.CancellationToken)).ToDictionary(run => run.Kind, run => run.Id);
        return await JobResult.OfAsync(store, new Names("plant", "march", runs["ingest"], runs["train"], runs["score"], runs["evaluate"]));
    }
}
