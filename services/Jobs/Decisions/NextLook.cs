using Presage.Jobs.Schedules;

namespace Presage.Jobs.Decisions;

/// <summary>The next moment at which something can change by time alone; what happens meanwhile has the job looked at anyway.</summary>
internal static class NextLook
{
    public static DateTime? Of(JobDraft draft)
    {
        DateTime? at = null;
        if (draft.Schedule is { } schedule && !Limits.IsOver(draft) && draft.State.ScheduledTo is { } after)
            at = NominalTimes.Next(schedule, draft.View.Calendars, after)?.Utc;
        if (draft.State.Paused is { } pause)
            return Moments.Earlier(at, pause.Until);

        foreach (var row in draft.Unsettled)
            at = Moments.Earlier(at, row.NotBefore);
        foreach (var pending in draft.State.Pending)
            if (pending.NotBefore > draft.Now
                && Firing.IsComplete(draft.Definition.Triggers.FirstOrDefault(trigger => trigger.Number == pending.Trigger), pending))
                at = Moments.Earlier(at, pending.NotBefore);
        return draft.Cancel.Count > 0 ? Moments.Earlier(at, draft.Now + Replacing.Again) : at;
    }
}
