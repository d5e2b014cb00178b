using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>
/// Whether the steps that a step needs have ended, and have ended as it asks for. Steps that the job run leaves out are not asked.
/// </summary>
internal static class Needs
{
    public static bool HaveEnded(RunDraft draft, StepDefinition step) => step.Needs.All(need =>
        draft.Steps.All(other => other.Step != need || other.State is not (StepState.Waiting or StepState.Running)));

    /// <summary>Why a step is skipped, one sentence; null when it begins.</summary>
    public static string? WhyNot(RunDraft draft, StepDefinition step)
    {
        var needs = step.Needs.Where(need => draft.Steps.Any(other => other.Step == need)).ToList();
        if (needs.Count == 0)
            return null;

        var failed = needs.Where(need => Of(draft, need) is StepState.Failed or StepState.Cancelled).ToList();
        var skipped = needs.Where(need => Of(draft, need) == StepState.Skipped).ToList();
        var succeeded = needs.Count - failed.Count - skipped.Count;
        return step.When switch
        {
            When.AllSucceeded when succeeded < needs.Count =>
                $"It begins when all that it needs has succeeded, and {Named(failed, skipped)}.",
            When.AnyFailed when failed.Count == 0 => $"It begins when something that it needs has failed, and nothing has.",
            When.AllFailed when failed.Count < needs.Count =>
                $"It begins when all that it needs has failed, and {string.Join(", ", needs.Except(failed))} did not.",
            When.NoneFailed when failed.Count > 0 => $"It begins when nothing that it needs has failed, and {Named(failed, [])}.",
            When.AnySucceeded when succeeded == 0 => "It begins when something that it needs has succeeded, and nothing has.",
            _ => null,
        };
    }

    // A list has failed with any of its items.
    private static StepState Of(RunDraft draft, string name)
    {
        var states = draft.Steps.Where(step => step.Step == name).Select(step => step.State).ToList();
        return states.Contains(StepState.Failed) ? StepState.Failed
            : states.Contains(StepState.Cancelled) ? StepState.Cancelled
            : states.TrueForAll(state => state == StepState.Skipped) ? StepState.Skipped
            : StepState.Succeeded;
    }

    private static string Named(List<string> failed, List<string> skipped) => (failed.Count, skipped.Count) switch
    {
        ( > 0, > 0) => $"{string.Join(", ", failed)} failed and {string.Join(", ", skipped)} was skipped",
        ( > 0, _) => $"{string.Join(", ", failed)} failed",
        _ => $"{string.Join(", ", skipped)} was skipped",
    };
}
