using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>How something that a step does has ended, or that it is going on.</summary>
/// <param name="Why">Why it failed or was cancelled; null otherwise.</param>
/// <param name="Outputs">What it says for later steps, by name, such as <c>model</c>: <c>NAME@VERSION</c>.</param>
/// <param name="Pins">What its request was resolved to, which further attempts keep.</param>
public sealed record WorkState(
    RunState State, string? Why, IReadOnlyDictionary<string, string> Outputs, IReadOnlyDictionary<string, string> Pins);

/// <summary>What becomes of a job run now: what is stored first, and what is done then.</summary>
/// <param name="Run">The job run with its steps as they stand after this.</param>
/// <param name="Start">What is to be begun.</param>
/// <param name="Cancel">Ids of runs of steps that are to end: their time is over, or the job run was cancelled.</param>
public sealed record RunDecision(JobRun Run, IReadOnlyList<StepStart> Start, IReadOnlyList<string> Cancel)
{
    /// <summary>Whether there is anything to store.</summary>
    public required bool Changes { get; init; }
}

/// <summary>A step, or an item of it, that begins.</summary>
/// <param name="Run">
/// Id of what does it: <c>JOBRUN.STEP</c>, from the second attempt on <c>JOBRUN.STEP.ATTEMPT</c>; an item's has its number after the step.
/// </param>
/// <param name="Arguments">Filled in, by name.</param>
/// <param name="Pins">Of the first attempt; empty for the first.</param>
public sealed record StepStart(
    StepDefinition Step, string? Item, int Attempt, string Run, IReadOnlyDictionary<string, IReadOnlyList<string>> Arguments,
    IReadOnlyDictionary<string, string> Pins);
