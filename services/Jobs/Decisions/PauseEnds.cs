using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>
/// A pause that was to last until a moment is over by itself; the schedule's own catch-up says what becomes of what it has skipped.
/// </summary>
internal static class PauseEnds
{
    public static void Apply(JobDraft draft)
    {
        if (draft.State.Paused is not { Until: { } until } pause || until > draft.Now)
            return;

        var skipped = Pauses.Skipped(pause, draft.View.SkippedByPause);
        var rows = draft.Schedule is { } schedule
            ? CaughtUp.Of(skipped, schedule.CatchUp, draft.Now, $"The pause by {pause.By} is over")
            : [];
        foreach (var row in rows)
            draft.Put(row);
        draft.State = draft.State with { Paused = null, CountsFrom = draft.Now };
        draft.Enter(
            "resumed",
            $"The pause by {pause.By} until {Moments.Text(until)} is over; {rows.Count} of {skipped.Count} skipped intervals are caught up "
            + "with.");
    }
}
