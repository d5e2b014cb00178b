using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Intervals whose turn has come are started, the earliest first.</summary>
internal static class Turns
{
    public static void Begin(JobDraft draft)
    {
        while (!draft.IsPaused && !draft.IsFull && draft.HasPlace && draft.Waiting.FirstOrDefault() is { } first)
        {
            if (Limits.IsOver(draft) && OfSchedule(draft) is { Count: > 0 } over)
            {
                Limits.GiveUp(draft, over);
                continue;
            }

            if (Ordered.Blocks(draft, first.Nominal) is { } why)
            {
                if (first.Why != why)
                    draft.Put(first with { Why = why });
                return;
            }

            Start(draft, draft.Merges ? Together(draft) : [first]);
        }
    }

    /// <summary>Rows, the earliest first, become one run over what they cover together.</summary>
    public static void Start(JobDraft draft, IReadOnlyList<Occurrence> rows)
    {
        var last = rows[^1];
        var id = JobRunIds.Planned(draft.Name, last.Nominal);
        var trigger = draft.Triggered.GetValueOrDefault(last.Nominal);
        var why = (trigger?.Why ?? Why(draft, last)) + (rows.Count == 1
            ? "."
            : $"; its run covers {rows.Count} intervals, {Moments.Interval(rows[0].From, last.To)}.");
        draft.Start(NewJobRun.Of(
            draft.Definition, draft.View.Job.Version, id, trigger is null ? NewJobRun.Schedule : NewJobRun.Trigger, why, last.Nominal,
            rows[0].From, last.To, new Dictionary<string, string>(), draft.Now));

        foreach (var row in rows.SkipLast(1))
            draft.Put(row with
            {
                Outcome = OccurrenceOutcome.Merged,
                Run = id,
                NotBefore = null,
                Why = $"The run of {Moments.Text(last.Nominal)} covers its interval as well, since it had to wait.",
            });
        draft.Put(last with { Outcome = Outcome(draft, last), Run = id, NotBefore = null, Why = why });
        if (trigger is null)
            Limits.Count(draft);
    }

    private static List<Occurrence> OfSchedule(JobDraft draft) =>
        [.. draft.Waiting.Where(row => !draft.Triggered.ContainsKey(row.Nominal)).Take(JobDraft.Room)];

    private static List<Occurrence> Together(JobDraft draft)
    {
        List<Occurrence> rows = [];
        foreach (var row in draft.Waiting.Take(JobDraft.Room))
        {
            if (rows.Count > 0 && rows[^1].To != row.From)
                break;
            rows.Add(row);
        }

        return rows;
    }

    private static string Why(JobDraft draft, Occurrence row)
    {
        var start = Lateness.Start(draft, row.Nominal);
        var late = Moments.Text(draft.Now - row.Nominal);
        return !Lateness.IsLate(start, draft.Now) ? "Started on time"
            : Lateness.IsLate(start, row.PlannedAt) ? $"Started {late} after its time, since nobody had looked before"
            : row.Outcome == OccurrenceOutcome.Buffered ? $"Started {late} after its time, when its turn had come"
            : $"Started {late} after its time";
    }

    // A start at a time that a change of the clock has put in the place of one that does not exist.
    private static OccurrenceOutcome Outcome(JobDraft draft, Occurrence row) =>
        !draft.Triggered.ContainsKey(row.Nominal) && row.Remark is not null && draft.Schedule is { } schedule
        && NominalTimes.Between(schedule, [], row.Nominal.AddTicks(-1), row.Nominal).Any(time => time.IsMoved)
            ? OccurrenceOutcome.Moved
            : OccurrenceOutcome.Started;
}
