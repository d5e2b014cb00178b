using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Every nominal time that has come gets its row, and moves the line on.</summary>
internal static class Due
{
    /// <returns>Whether there are more than a commit has room for.</returns>
    public static bool Plan(JobDraft draft)
    {
        if (draft.Schedule is not { } schedule || Limits.IsOver(draft))
            return false;
        if (draft.State.ScheduledTo is not { } after)
        {
            draft.State = draft.State with { ScheduledTo = Moments.Floor(draft.Now) };
            return false;
        }

        var catchUp = new LateOnes(draft, after);
        var planned = 0;
        foreach (var time in NominalTimes.Between(schedule, draft.View.Calendars, after, draft.Now))
        {
            if (planned++ == JobDraft.Room)
                return true;
            Plan(draft, time, catchUp);
            draft.State = draft.State with { ScheduledTo = time.Utc };
        }

        return false;
    }

    private static void Plan(JobDraft draft, NominalTime time, LateOnes late)
    {
        if (time.Utc <= draft.State.PlannedTo)
        {
            PlannedBefore(draft, time);
            return;
        }

        var start = Lateness.Start(draft, time.Utc);
        var isLate = Lateness.IsLate(start, draft.Now);
        if (time.Excluded is { } excluded)
            draft.Plan(time.Utc, OccurrenceOutcome.Excluded, $"{char.ToUpperInvariant(excluded[0])}{excluded[1..]}.", remark: time.Remark);
        else if (draft.State.Paused is { } pause && (!isLate || time.Utc >= pause.Since))
            draft.Plan(time.Utc, OccurrenceOutcome.Skipped, Pauses.Why(pause), remark: time.Remark);
        else if (!isLate)
            draft.Plan(time.Utc, OccurrenceOutcome.Buffered, WhyNotYet(start, draft.Now), start, time.Remark);
        else if (late.WhyNot(time.Utc) is { } missed)
            draft.Plan(time.Utc, OccurrenceOutcome.Missed, missed, remark: time.Remark);
        else
            draft.Plan(time.Utc, OccurrenceOutcome.Buffered, LateOnes.CaughtUp(time.Utc, draft.Now), remark: time.Remark);
    }

    // The row of the interval that ends just there is the trigger's.
    private static void PlannedBefore(JobDraft draft, NominalTime time)
    {
        var to = draft.State.PlannedTo!.Value;
        if (time.Utc == to)
            return;
        draft.Put(new(
            draft.Name, time.Utc, null, null, OccurrenceOutcome.Skipped,
            $"A trigger had planned an interval up to {Moments.Text(to)} already, which this time lies in.", draft.View.Job.Version,
            draft.Now, draft.Now, Remark: time.Remark));
    }

    private static string WhyNotYet(DateTime start, DateTime now) => start > now
        ? $"The schedule's jitter has it start at {Moments.Text(start)}."
        : "Its time has come.";
}
