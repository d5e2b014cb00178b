using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A schedule that starts so many runs and no more.</summary>
internal static class Limits
{
    public static bool IsOver(JobDraft draft) => draft.Schedule?.MostRuns is { } most && draft.State.Started >= most;

    public static void Count(JobDraft draft)
    {
        draft.State = draft.State with { Started = draft.State.Started + 1 };
        if (IsOver(draft))
            draft.Enter("ended", $"The schedule has started {draft.State.Started} runs, as many as it was to, and is over.");
    }

    public static void GiveUp(JobDraft draft, IEnumerable<Occurrence> rows)
    {
        foreach (var row in rows)
            draft.Put(row with
            {
                Outcome = OccurrenceOutcome.Skipped,
                NotBefore = null,
                Why = $"The schedule was over before its turn came: it had started {draft.State.Started} runs, as many as it was to.",
            });
    }
}
