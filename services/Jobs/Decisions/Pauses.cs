using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A job is paused, and goes on.</summary>
public static class Pauses
{
    /// <param name="reason">Why, without a full stop.</param>
    /// <param name="until">When it goes on by itself; null until somebody resumes it.</param>
    /// <exception cref="Engine.PresageException"><c>job-paused</c>: it is already; <c>bad-pause</c>: the end is over.</exception>
    public static JobCommit Pause(Job job, string by, string reason, DateTime? until, DateTime now)
    {
        if (job.State.Paused is { } pause)
            throw Errors.AlreadyPaused(job.Name, pause);
        if (until <= now)
            throw Errors.BadPause(job.Name, until.Value);

        var text = until is { } end ? $"Paused until {Moments.Text(end)}: {reason}." : $"Paused: {reason}.";
        return new(job with { State = job.State with { Paused = new(now, by, reason, until), LooksAt = now } })
        {
            Entries = [JobEntries.Of(job.Name, job.Revision, now, "paused", by, text)],
        };
    }

    /// <param name="rows">The ledger from <see cref="From"/> on; those that the pause has skipped are picked out.</param>
    /// <param name="catchUp">What becomes of what the pause has skipped; null when nobody has said.</param>
    /// <exception cref="Engine.PresageException">
    /// <c>job-not-paused</c>; <c>catch-up-needed</c>: rows were skipped, and it was not said what becomes of them.
    /// </exception>
    public static JobCommit Resume(Job job, IReadOnlyList<Occurrence> rows, CatchUpMode? catchUp, string by, DateTime now)
    {
        if (job.State.Paused is not { } pause)
            throw Errors.NotPaused(job.Name);

        var skipped = Skipped(pause, rows);
        if (skipped.Count > 0 && catchUp is null)
            throw Errors.CatchUpNeeded(job.Name, skipped);

        // Who says all means all.
        var back = CaughtUp.Of(skipped, new(catchUp ?? CatchUpMode.None, TimeSpan.FromDays(36_500), 10_000), now, $"{by} resumed the job");
        var text = skipped.Count == 0
            ? $"Resumed; the pause by {pause.By} had skipped nothing."
            : $"Resumed; {back.Count} of {skipped.Count} intervals that the pause by {pause.By} had skipped are caught up with.";
        return new(job with { State = job.State with { Paused = null, CountsFrom = now, Failures = 0, LooksAt = now } })
        {
            Occurrences = back,
            Entries = [JobEntries.Of(job.Name, job.Revision, now, "resumed", by, text)],
        };
    }

    /// <summary>Which rows a pause has skipped, the earliest first.</summary>
    /// <param name="rows">Of the ledger from <see cref="From"/> on, in any order.</param>
    public static IReadOnlyList<Occurrence> Skipped(JobPause pause, IEnumerable<Occurrence> rows) =>
    [
        .. rows.Where(row => row.Outcome == OccurrenceOutcome.Skipped && row.From is not null && row.Why == Why(pause))
            .OrderBy(row => row.Nominal),
    ];

    /// <summary>Rows that a pause has skipped have nominal times after this.</summary>
    public static DateTime From(JobPause pause, JobDefinition definition) =>
        pause.Since - Lateness.Allowed - (definition.Schedule?.Jitter ?? TimeSpan.Zero) - TimeSpan.FromSeconds(1);

    /// <summary>Why a row was skipped by a pause.</summary>
    public static string Why(JobPause pause) => $"The job was paused by {pause.By} at {Moments.Text(pause.Since)}: {pause.Reason}.";
}
