using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>What becomes of an interval whose time has just come: the overlap says it when a run is going on.</summary>
internal static class OnTime
{
    public static void Settle(JobDraft draft)
    {
        if (draft.IsPaused)
            return;

        foreach (var row in draft.Unsettled.Where(row => row.NotBefore <= draft.Now).ToList())
        {
            if (Lateness.IsLate(row.NotBefore!.Value, draft.Now))
                Late(draft, row);
            else if (draft.Merges)
                Wait(draft, row, Reason(draft));
            else if (draft.HasPlace)
                Begin(draft, row);
            else
                Overlapping(draft, row);
        }
    }

    private static void Begin(JobDraft draft, Occurrence row)
    {
        if (Limits.IsOver(draft))
            Limits.GiveUp(draft, [row]);
        else if (Ordered.Blocks(draft, row.Nominal) is { } why)
            Wait(draft, row, why);
        else if (draft.Waiting.Any())
            Wait(draft, row, "It waits for the intervals before it.");
        else
            Turns.Start(draft, [row]);
    }

    private static void Overlapping(JobDraft draft, Occurrence row)
    {
        switch (draft.Definition.Overlap)
        {
            case Overlap.Skip:
                GiveUp(draft, row, OccurrenceOutcome.Skipped, $"The run {draft.Busy} was still going on.");
                break;
            case Overlap.BufferOne when draft.Waiting.LastOrDefault() is { } other:
                GiveUp(
                    draft, row, OccurrenceOutcome.Skipped,
                    $"The run {draft.Busy} was still going on, and the interval of {Moments.Text(other.Nominal)} waits already.");
                break;
            case Overlap.CancelOther:
                foreach (var other in draft.Waiting.Where(other => Replacing.Replaces(draft, other)).ToList())
                    GiveUp(
                        draft, other, OccurrenceOutcome.Skipped,
                        $"Before its turn came, the interval of {Moments.Text(row.Nominal)} took its place.");
                Wait(draft, row, $"It waits until the run {draft.Busy} is cancelled, of which it takes the place.");
                break;
            default:
                Wait(draft, row, Reason(draft));
                break;
        }
    }

    // Its time came while nobody looked, though its row had been written before.
    private static void Late(JobDraft draft, Occurrence row)
    {
        var catchUp = draft.Schedule?.CatchUp ?? CatchUp.Default;
        var late = $"Nobody looked for {Moments.Text(draft.Now - row.NotBefore!.Value)} after it was to start, and";
        if (catchUp.Mode == CatchUpMode.None)
            GiveUp(draft, row, OccurrenceOutcome.Missed, $"{late} the schedule catches up with nothing.");
        else if (row.Nominal < draft.Now - catchUp.Window)
            GiveUp(draft, row, OccurrenceOutcome.Missed, $"{late} the schedule goes back {Moments.Text(catchUp.Window)} only.");
        else if (catchUp.Mode == CatchUpMode.Latest && draft.Waiting.Any(other => other.Nominal > row.Nominal))
            GiveUp(draft, row, OccurrenceOutcome.Missed, $"{late} the schedule catches up with the latest only.");
        else
            Wait(draft, row, $"{late} it is caught up with.");
    }

    private static string Reason(JobDraft draft) =>
        draft.Going > 0 ? $"It waits for the run {draft.Busy}, which is going on." : "It waits for its turn.";

    private static void Wait(JobDraft draft, Occurrence row, string why) => draft.Put(row with { NotBefore = null, Why = why });

    private static void GiveUp(JobDraft draft, Occurrence row, OccurrenceOutcome outcome, string why) =>
        draft.Put(row with { Outcome = outcome, NotBefore = null, Why = why });
}
