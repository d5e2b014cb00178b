using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>What becomes of the steps of a job run at a moment.</summary>
public static class RunDecisions
{
    /// <param name="definition">Of the job run's version.</param>
    /// <param name="works">What is known of what steps do, by <see cref="StepRun.Run"/>; others are not known to have begun.</param>
    /// <param name="now">UTC.</param>
    public static RunDecision Decide(JobDefinition definition, JobRun run, IReadOnlyDictionary<string, WorkState> works, DateTime now)
    {
        if (run.EndedAt is not null)
            return new(run, [], []) { Changes = false };

        var draft = new RunDraft(definition, run, works, now);
        Works.Observe(draft);
        if (run.Cancel is { } why)
            Cancelled(draft, why);
        else
            Steps.Begin(draft);

        var next = Ended(draft);
        return new(next, draft.Start, draft.Cancel) { Changes = draft.Changes || next.LooksAt != run.LooksAt || next.State != run.State };
    }

    private static void Cancelled(RunDraft draft, string why)
    {
        for (var at = 0; at < draft.Steps.Count; at++)
        {
            var step = draft.Steps[at];
            if (step.State == StepState.Waiting)
                draft.Put(at, step with { State = StepState.Cancelled, EndedAt = draft.Now, NotBefore = null, Why = why });
            else if (step.State == StepState.Running)
                draft.End(step.Run!);
        }
    }

    private static JobRun Ended(RunDraft draft)
    {
        var run = draft.Run with { Steps = draft.Steps };
        if (draft.Steps.Any(step => step.State is StepState.Waiting or StepState.Running))
            return run with { LooksAt = RunLook.Of(draft) };

        var state = draft.Steps.Any(step => step.State == StepState.Failed) ? JobRunState.Failed
            : run.Cancel is not null || draft.Steps.Any(step => step.State == StepState.Cancelled) ? JobRunState.Cancelled
            : JobRunState.Succeeded;
        return run with { State = state, EndedAt = draft.Now, LooksAt = null };
    }
}
