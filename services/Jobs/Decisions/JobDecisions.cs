using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>
/// What becomes of a job at a moment, from everything that is known of it. Deciding once more from what was committed changes nothing, so
/// that a decision that was lost on its way is simply made again.
/// </summary>
public static class JobDecisions
{
    /// <param name="now">UTC. Clocks may jump: nominal times that have a row are never gone through again.</param>
    /// <exception cref="Engine.PresageException"><c>missing-parameter</c>: one has no value without a person.</exception>
    public static JobDecision Decide(JobView view, DateTime now)
    {
        var draft = new JobDraft(view, now);
        PauseEnds.Apply(draft);
        PauseAfter.Apply(draft);

        // Rows first: what is started, and what is merged, is known when all of them stand.
        var hasMore = Due.Plan(draft);
        if (!hasMore)
        {
            if (!draft.Merges)
                Turns.Begin(draft);
            OnTime.Settle(draft);
            Firing.Fire(draft);
            Turns.Begin(draft);
            Replacing.Cancel(draft);
            hasMore = draft.IsFull;
        }

        draft.State = draft.State with { LooksAt = hasMore ? now : NextLook.Of(draft) };
        return new(draft.Commit(), draft.Cancel, hasMore) { Changes = draft.Changes };
    }
}
