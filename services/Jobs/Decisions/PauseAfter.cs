using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A job whose runs fail one after the other is paused until a person has looked.</summary>
internal static class PauseAfter
{
    public static void Apply(JobDraft draft)
    {
        if (draft.Schedule?.PauseAfter is not { } most)
            return;

        var failed = draft.View.Ended
            .Where(run => run.State != JobRunState.Cancelled)
            .Where(run => draft.State.CountsFrom is not { } from || run.CreatedAt >= from)
            .TakeWhile(run => run.State == JobRunState.Failed)
            .ToList();
        if (draft.State.Failures != failed.Count)
            draft.State = draft.State with { Failures = failed.Count };
        if (draft.IsPaused || failed.Count < most)
            return;

        var reason = $"{failed.Count} runs failed one after the other, the last of them {failed[0].Id}";
        draft.State = draft.State with { Paused = new(draft.Now, JobEntries.Presage, reason, null) };
        draft.Enter("paused", $"{reason}: the job does nothing more until somebody resumes it.");
    }
}
