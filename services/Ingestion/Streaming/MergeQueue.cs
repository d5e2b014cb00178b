using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Presage.Ingestion.Intakes;
using Presage.Storage;

namespace Presage.Ingestion.Streaming;

/// <summary>
/// Merges the readings of many messages of a data set into the store at once: whoever has the turn takes along what the others wait for. A
/// merge costs about the same whether a block gets one reading or a hundred.
/// </summary>
internal sealed class MergeQueue(ITelemetry telemetry, string dataset, TimeSpan period, ILogger log) : IDisposable
{
    private const int MostReadings = 50_000;

    private readonly ConcurrentQueue<Pending> _pending = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Returns when the readings are durable.</summary>
    public async Task MergeAsync(IReadOnlyList<TelemetryBatch> batches, CancellationToken cancellation)
    {
        var mine = new Pending(batches);
        _pending.Enqueue(mine);
        await _turn.WaitAsync(cancellation);
        try
        {
            while (mine.Merge is null)
                await MergeNextAsync();
        }
        finally
        {
            _turn.Release();
        }

        await mine.Merge;
    }

    public void Dispose() => _turn.Dispose();

    private async Task MergeNextAsync()
    {
        var group = Take();
        var merge = MergeAsync(group);
        await merge.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var pending in group)
            pending.Merge = merge;
    }

    private async Task MergeAsync(List<Pending> group)
    {
        var counts = await telemetry.MergeAsync(dataset, period, Joined(group), CancellationToken.None);
        Log.ReadingsMerged(log, dataset, group.Count, counts.Written, counts.Replaced, counts.Duplicate);
    }

    private List<Pending> Take()
    {
        var group = new List<Pending>();
        for (var readings = 0; readings < MostReadings && _pending.TryDequeue(out var pending); readings += pending.Count)
            group.Add(pending);

        return group;
    }

    /// <summary>One batch a machine; more where readings of the same time say different things.</summary>
    private static IReadOnlyList<TelemetryBatch> Joined(List<Pending> group) =>
        [.. group.SelectMany(pending => pending.Batches).GroupBy(batch => batch.Machine).SelectMany(ReadingJoin.Of)];

    private sealed class Pending(IReadOnlyList<TelemetryBatch> batches)
    {
        public IReadOnlyList<TelemetryBatch> Batches => batches;

        /// <summary>Number of readings.</summary>
        public int Count { get; } = batches.Sum(batch => batch.Count);

        /// <summary>The merge that these were part of, once it has ended.</summary>
        public Task? Merge { get; set; }
    }
}
