using System.Collections.Concurrent;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>
/// When runs begin and end. Where one process sees both, the time between them is measured and no difference of two times of day; where
/// several processes share a run, both times are by the store's clock, and no end comes before its beginning.
/// </summary>
public sealed class RunClock(IRuns runs, StoreTime time, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Run, int Retries), long> _begun = [];

    /// <summary>This process has just begun the run, or set it running again.</summary>
    public void Begun(Run run)
    {
        // Runs that others end are never asked for again.
        if (_begun.Count >= MostRemembered)
            _begun.Clear();

        _begun.TryAdd((run.Id, run.Retries), clock.GetTimestamp());
    }

    /// <summary>Seconds since the run was started, or set running again.</summary>
    public double SecondsOf(Run run) =>
        Math.Round(Math.Max(0, (Measured(run) ?? time.Now - BeginOf(run)).TotalSeconds), 3);

    /// <summary>When a run ends that ends now.</summary>
    public async Task<DateTime> EndOfAsync(Run run, CancellationToken cancellation)
    {
        var begin = BeginOf(run);
        if (Measured(run) is { } measured)
        {
            _begun.TryRemove((run.Id, run.Retries), out _);
            return begin + measured;
        }

        var now = await time.NowAsync(cancellation);
        return now > begin ? now : begin + await LeastAsync(run, cancellation);
    }

    private TimeSpan? Measured(Run run) =>
        _begun.TryGetValue((run.Id, run.Retries), out var at) ? clock.GetElapsedTime(at) : null;

    private static DateTime BeginOf(Run run) => run.ResumedAt ?? run.StartedAt;

    /// <summary>A run has taken at least as long as the longest slice of each stage, as its worker has measured it.</summary>
    private async Task<TimeSpan> LeastAsync(Run run, CancellationToken cancellation)
    {
        var least = TimeSpan.Zero;
        foreach (var stage in await runs.StagesAsync(run.Id, cancellation))
            least += (await runs.SlicesAsync(run.Id, stage.Stage, cancellation)).Select(slice => slice.EndedAt - slice.StartedAt)
                .DefaultIfEmpty(TimeSpan.Zero).Max();

        return least;
    }
}
