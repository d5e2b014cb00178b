using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Runs that have to end since a later interval takes their place.</summary>
internal static class Replacing
{
    /// <summary>How soon is looked again whether they are told to end.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>Whether a waiting interval takes the place of what is going on; one that was caught up with waits for it.</summary>
    public static bool Replaces(JobDraft draft, Occurrence row) =>
        draft.Definition.Overlap == Overlap.CancelOther && !Lateness.IsLate(Lateness.Start(draft, row.Nominal), row.PlannedAt);

    public static void Cancel(JobDraft draft)
    {
        if (draft.IsPaused || draft.Definition.Overlap != Overlap.CancelOther)
            return;

        var row = draft.Waiting.LastOrDefault(row => Replaces(draft, row));
        if (row is null && !draft.WantsPlace)
            return;

        var why = row is null
            ? "A trigger starts the job anew, which takes its place."
            : $"The interval of {Moments.Text(row.Nominal)} takes its place.";
        foreach (var run in draft.View.Active.Where(run => run.Cancel is null))
            draft.End(run, why);
    }
}
