using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>
/// What becomes of a backfill now: first <see cref="BackfillDecisions.Covered"/> is committed, then the backfill is stored, then its runs
/// are added and others cancelled. What is lost in between is decided again.
/// </summary>
/// <param name="Runs">Job runs to be added; those that are there stay as they are.</param>
/// <param name="Cancel">Job runs of a cancelled backfill that have not ended.</param>
/// <param name="Succeeded">Intervals that have a succeeded run since, for <see cref="BackfillDecisions.Covered"/>.</param>
public sealed record BackfillDecision(
    Backfill Backfill, IReadOnlyList<JobRun> Runs, IReadOnlyList<RunEnd> Cancel, IReadOnlyList<BackfillInterval> Succeeded)
{
    /// <summary>Whether there is anything to store.</summary>
    public required bool Changes { get; init; }
}

/// <summary>How a backfill goes on: some of its intervals at a time, the oldest first.</summary>
public static class BackfillDecisions
{
    /// <param name="definition">Of the backfill's version.</param>
    /// <param name="runs">Those of its job runs that are there, by id.</param>
    public static BackfillDecision Decide(
        Backfill backfill, JobDefinition definition, IReadOnlyDictionary<string, JobRun> runs, DateTime now)
    {
        if (backfill.State == BackfillState.Done)
            return new(backfill, [], [], []) { Changes = false };

        var intervals = backfill.Intervals.ToList();
        List<JobRun> start = [];
        List<RunEnd> cancel = [];
        List<BackfillInterval> succeeded = [];
        var going = 0;
        for (var at = 0; at < intervals.Count; at++)
        {
            var interval = intervals[at];
            if (interval.Run is null || interval.State is not null)
                continue;
            if (!runs.TryGetValue(interval.Run, out var run) && backfill.State == BackfillState.Cancelled)
            {
                intervals[at] = interval with { State = JobRunState.Cancelled };
            }
            else if (run is null)
            {
                // It was stored that it is to begin, and no more.
                going++;
                start.Add(New(backfill, definition, interval, now));
            }
            else if (run.EndedAt is null)
            {
                going++;
                if (backfill.State == BackfillState.Cancelled && run.Cancel is null)
                    cancel.Add(new(run.Id, $"The backfill {backfill.Id} was cancelled."));
            }
            else
            {
                intervals[at] = interval with { State = run.State };
                if (run.State == JobRunState.Succeeded)
                    succeeded.Add(intervals[at]);
            }
        }

        if (backfill.State == BackfillState.Running)
            for (var at = 0; at < intervals.Count && going < backfill.AtOnce; at++)
                if (intervals[at].Run is null)
                {
                    intervals[at] = intervals[at] with { Run = JobRunIds.Backfilled(backfill.Job, intervals[at].Nominal, backfill.Id) };
                    start.Add(New(backfill, definition, intervals[at], now));
                    going++;
                }

        var changes = !intervals.SequenceEqual(backfill.Intervals);
        var next = changes ? backfill with { Intervals = intervals } : backfill;
        if (going == 0 && backfill.State == BackfillState.Running)
        {
            next = next with { State = BackfillState.Done, EndedAt = now, Why = Sum(intervals) };
            changes = true;
        }

        return new(next, start, cancel, succeeded) { Changes = changes };
    }

    /// <exception cref="Engine.PresageException"><c>backfill-ended</c>, or it is in that state.</exception>
    public static Backfill Paused(Backfill backfill) => In(backfill, BackfillState.Running) with { State = BackfillState.Paused };

    /// <inheritdoc cref="Paused"/>
    public static Backfill Resumed(Backfill backfill) => In(backfill, BackfillState.Paused) with { State = BackfillState.Running };

    /// <summary>Nothing more of it begins; what is going on is cancelled by <see cref="Decide"/>.</summary>
    /// <inheritdoc cref="Paused" path="/exception"/>
    public static Backfill Cancelled(Backfill backfill, string by, DateTime now) =>
        backfill.State is BackfillState.Running or BackfillState.Paused
            ? backfill with { State = BackfillState.Cancelled, EndedAt = now, Why = $"Cancelled by {by}. {Sum(backfill.Intervals)}" }
            : throw Errors.BackfillIs(backfill);

    /// <summary>Rows of the ledger that name the runs by which their intervals are done since.</summary>
    /// <param name="rows">Those of the intervals; intervals without a row have none to be changed.</param>
    public static JobCommit Covered(
        Job job, Backfill backfill, IReadOnlyList<BackfillInterval> succeeded, IReadOnlyList<Occurrence> rows, DateTime now) =>
        new(job with { State = job.State with { LooksAt = now } })
        {
            Occurrences =
            [
                .. rows.SelectMany(row => succeeded.Where(interval => interval.Nominal == row.Nominal && interval.Run != row.Run).Select(
                    interval => row with
                    {
                        Run = interval.Run, ChangedAt = now,
                        Why = $"{row.Why.TrimEnd('.')}; backfilled by {backfill.By} at {Moments.Text(now)}.",
                    })),
            ],
        };

    private static Backfill In(Backfill backfill, BackfillState state) =>
        backfill.State == state ? backfill : throw Errors.BackfillIs(backfill);

    private static JobRun New(Backfill backfill, JobDefinition definition, BackfillInterval interval, DateTime now) => NewJobRun.Of(
        definition, backfill.Version, interval.Run!, NewJobRun.Backfill,
        $"Backfilled by {backfill.By}: {interval.Reason}", interval.Nominal, interval.From, interval.To,
        new Dictionary<string, string>(), now, backfill.Steps);

    private static string Sum(IReadOnlyList<BackfillInterval> intervals) =>
        $"{intervals.Count(interval => interval.State == JobRunState.Succeeded)} of {intervals.Count} intervals have succeeded.";
}
