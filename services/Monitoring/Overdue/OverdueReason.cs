using Presage.Storage;

namespace Presage.Monitoring.Overdue;

/// <summary>Whether an interval is overdue, and what is known of it.</summary>
internal static class OverdueReason
{
    /// <param name="row">Of the ledger; null when nobody has planned it.</param>
    /// <param name="run">That covers the interval; null when none does.</param>
    /// <returns>One sentence; null when it is not overdue.</returns>
    public static string? Of(ExpectedTime time, Occurrence? row, JobRun? run) => (row, run) switch
    {
        (null, _) => "No scheduler has planned it: see that one runs.",
        ({ Outcome: OccurrenceOutcome.Excluded }, _) => null,

        // A trigger has planned beyond it.
        ({ From: null, To: null }, null) => null,
        (_, { State: JobRunState.Succeeded, EndedAt: { } ended }) when ended <= time.Due => null,
        (_, { State: JobRunState.Succeeded, EndedAt: { } ended }) => $"Its run {run.Id} succeeded at {ended:yyyy-MM-dd HH:mm:ss} UTC.",
        (_, { State: JobRunState.Running }) => $"Its run {run.Id} is going on.",
        (_, { State: JobRunState.Failed }) => $"Its run {run.Id} has failed.",
        (_, not null) => $"Its run {run.Id} was cancelled.",
        ({ Outcome: OccurrenceOutcome.Buffered }, null) => $"It waits: {row.Why}",
        _ => $"It was {row.Outcome.ToString().ToLowerInvariant()}: {row.Why}",
    };
}
