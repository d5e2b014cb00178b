using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>In an ordered schedule an interval waits until the one before it has a succeeded run.</summary>
internal static class Ordered
{
    /// <summary>Why an interval cannot be started yet, one sentence; null when it can.</summary>
    /// <param name="nominal">Of the interval.</param>
    public static string? Blocks(JobDraft draft, DateTime nominal)
    {
        if (draft.Schedule?.Ordered != true)
            return null;

        var before = draft.Rows.LastOrDefault(row => row.Nominal < nominal && IsToBeDone(row));
        var previous = draft.View.Previous is { } known && (before is null || known.Row.Nominal > before.Nominal) ? known.Row : before;
        if (previous is null)
            return null;

        var interval = $"the interval before, {Moments.Interval(previous.From, previous.To)},";
        return (previous.Outcome, State(draft, previous)) switch
        {
            (_, JobRunState.Succeeded) => null,
            (_, JobRunState.Running) => $"It waits until {interval} is done by the run {previous.Run}.",
            (OccurrenceOutcome.Buffered, _) => $"It waits until {interval} is done.",
            (_, JobRunState.Failed) => $"It waits, since {interval} has failed: repair its run {previous.Run}, or backfill the interval.",
            (_, JobRunState.Cancelled) =>
                $"It waits, since {interval} was cancelled: repair its run {previous.Run}, or backfill the interval.",
            _ => $"It waits, since {interval} has no run: backfill it.",
        };
    }

    public static bool IsToBeDone(Occurrence row) =>
        row.From is not null && row.Outcome is not (OccurrenceOutcome.Excluded or OccurrenceOutcome.Skipped);

    private static JobRunState? State(JobDraft draft, Occurrence row) =>
        row.Run is not { } id ? null
        : draft.Started.Any(run => run.Id == id) ? JobRunState.Running
        : draft.View.Active.FirstOrDefault(run => run.Id == id)?.State
            ?? (draft.View.Previous?.Run is { } run && run.Id == id ? run.State : null);
}
