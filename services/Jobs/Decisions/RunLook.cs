using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>When a job run is to be looked at next: events have it looked at sooner, and what was lost is found so.</summary>
internal static class RunLook
{
    private static readonly TimeSpan s_soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_latest = TimeSpan.FromSeconds(30);

    public static DateTime? Of(RunDraft draft)
    {
        DateTime? at = null;
        foreach (var step in draft.Steps)
        {
            if (step.State == StepState.Waiting && step.NotBefore > draft.Now)
                at = Moments.Earlier(at, step.NotBefore);
            if (step.State != StepState.Running)
                continue;

            // As long again as it has been going on.
            var age = draft.Now - (step.StartedAt ?? draft.Now);
            at = Moments.Earlier(at, draft.Now + (age < s_soonest ? s_soonest : age > s_latest ? s_latest : age));
            if (Works.Deadline(step, draft.Step(step.Step)) is { } deadline && deadline > draft.Now)
                at = Moments.Earlier(at, deadline);
        }

        return at;
    }
}
