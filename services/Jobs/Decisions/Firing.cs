using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Triggers that were pulled plan an interval of their own when their quiet time, their gap and the overlap let them.</summary>
internal static class Firing
{
    public static void Fire(JobDraft draft)
    {
        foreach (var pending in draft.State.Pending.OrderBy(pending => pending.NotBefore))
            Fire(draft, pending);
    }

    /// <summary>Whether everything that a trigger asks for has come.</summary>
    public static bool IsComplete(TriggerDefinition? trigger, PendingTrigger pending) =>
        trigger is not NewDataTrigger { Complete: true } data || data.Kinds.All(pending.Kinds.Contains);

    private static void Fire(JobDraft draft, PendingTrigger pending)
    {
        var trigger = draft.Definition.Triggers.FirstOrDefault(trigger => trigger.Number == pending.Trigger);
        if (trigger is null)
        {
            Drop(draft, pending, $"{pending.Why}, but the job's definition has no such trigger any more.");
            return;
        }

        if (draft.IsPaused || pending.NotBefore > draft.Now || !IsComplete(trigger, pending))
            return;

        var to = To(draft, pending);
        if (to <= draft.State.PlannedTo)
            Planned(draft, pending);
        else if (!draft.HasPlace)
            Overlapping(draft, pending);
        else if (IsNext(draft) && Ordered.Blocks(draft, to) is null)
            Plan(draft, pending, to);
    }

    private static void Plan(JobDraft draft, PendingTrigger pending, DateTime to)
    {
        var begin = pending.From is { } from ? Moments.Floor(from.AddTicks(-1)) : (DateTime?)null;
        draft.Triggered[to] = pending;
        draft.Plan(to, OccurrenceOutcome.Buffered, $"{pending.Why}.", begin: begin);
        Remove(draft, pending);
        draft.State = draft.State with
        {
            Memory =
            [
                .. draft.State.Memory.Where(memory => memory.Trigger != pending.Trigger),
                (draft.State.Memory.FirstOrDefault(memory => memory.Trigger == pending.Trigger) ?? new(pending.Trigger, null))
                    with { StartedAt = draft.Now },
            ],
        };
        draft.Add(TriggerDecisions.Decision(draft.Name, pending, draft.Now, $"{pending.Why}.", JobRunIds.Planned(draft.Name, to)));
    }

    // Nothing waits before it, or what waits becomes one run with it.
    private static bool IsNext(JobDraft draft)
    {
        DateTime? to = null;
        var count = 0;
        foreach (var row in draft.Waiting)
        {
            if (!draft.Merges || (to is not null && row.From != to) || ++count == JobDraft.Room)
                return false;
            to = row.To;
        }

        return to is null || (to == draft.State.PlannedTo && Ordered.Blocks(draft, draft.Waiting.First().Nominal) is null);
    }

    private static DateTime To(JobDraft draft, PendingTrigger pending)
    {
        var now = Moments.Floor(draft.Now);
        if (!draft.Definition.UsesInterval || pending.To is not { } to)
            return now;

        // What is still to come belongs to the schedule's intervals.
        to = Moments.Ceiling(to);
        return draft.Schedule is not null && to > now ? now : to;
    }

    private static void Planned(JobDraft draft, PendingTrigger pending)
    {
        var planned = draft.State.PlannedTo!.Value;
        if (draft.Definition.UsesInterval && pending.To is not null)
            Drop(
                draft, pending,
                $"{pending.Why}, but up to {Moments.Text(planned)} all intervals were planned before: "
                + "what is stale in them can be backfilled.");
        else
            Replace(draft, pending, pending with { NotBefore = planned.AddSeconds(1) });
    }

    private static void Overlapping(JobDraft draft, PendingTrigger pending)
    {
        if (draft.Definition.Overlap == Overlap.Skip)
            Drop(draft, pending, $"{pending.Why}, but the run {draft.Busy} was still going on.");
        draft.WantsPlace = true;
    }

    private static void Drop(JobDraft draft, PendingTrigger pending, string why)
    {
        Remove(draft, pending);
        draft.Add(TriggerDecisions.Decision(draft.Name, pending, draft.Now, why));
    }

    private static void Remove(JobDraft draft, PendingTrigger pending) =>
        draft.State = draft.State with { Pending = [.. draft.State.Pending.Where(other => other.Trigger != pending.Trigger)] };

    private static void Replace(JobDraft draft, PendingTrigger pending, PendingTrigger by) =>
        draft.State = draft.State with { Pending = [.. draft.State.Pending.Select(other => other == pending ? by : other)] };
}
