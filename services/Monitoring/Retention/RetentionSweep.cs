using Microsoft.Extensions.Logging;
using Presage.Hosting.Observability;
using Presage.Hosting.Retention;
using Presage.Storage;

namespace Presage.Monitoring.Retention;

/// <summary>
/// Deletes what is older than it is kept. Nothing of it depends on who does it, or how often: what several processes delete at once is
/// deleted once.
/// </summary>
internal sealed class RetentionSweep(
    RetentionPlanner planner, IRetention retention, IRuns runs, RetentionOptions options, PresageMetrics metrics, TimeProvider clock,
    ILogger<RetentionSweep> log)
{
    /// <summary>After so many pieces it is looked anew at what is needed meanwhile.</summary>
    private const int PiecesAtOnce = 50;

    private const int RunsAtOnce = 500;

    /// <summary>Long enough for writers of other processes, which ask for their turn again and again.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public async Task SweepAsync(CancellationToken cancellation)
    {
        for (var goesOn = true; goesOn;)
        {
            goesOn = false;
            foreach (var step in await planner.PlanAsync(options, cancellation))
                goesOn |= step.Before is { } before && await DeleteAsync(step, before, cancellation);
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> DeleteAsync(RetentionStep step, DateTime before, CancellationToken cancellation)
    {
        var (deleted, goesOn) = step.Retained is { } kind
            ? await DeleteRecordsAsync(kind, step.Name, before, cancellation)
            : await DeleteRunsAsync(step.Runs, cancellation);
        if (deleted > 0)
        {
            metrics.Deleted(step.Kind, deleted);
            Log.Deleted(log, deleted, step.Kind, step.Name, before, step.For.TotalDays, string.Join("; ", step.Kept));
        }

        return goesOn && deleted > 0;
    }

    private async Task<(long Deleted, bool GoesOn)> DeleteRecordsAsync(
        RetainedKind kind, string name, DateTime before, CancellationToken cancellation)
    {
        var deleted = 0L;
        for (var piece = 0; piece < PiecesAtOnce; piece++)
        {
            if (await retention.DeleteSomeAsync(kind, name, before, cancellation) is not (> 0 and var some))
                return (deleted, false);

            deleted += some;
            await Task.Delay(s_pause, clock, cancellation);
        }

        return (deleted, true);
    }

    private async Task<(long Deleted, bool GoesOn)> DeleteRunsAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var deleted = 0L;
        foreach (var id in ids.Take(RunsAtOnce))
            deleted += await runs.DeleteAsync(id, cancellation) is null ? 0 : 1;

        return (deleted, ids.Count > RunsAtOnce);
    }
}
