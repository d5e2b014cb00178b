using Presage.Storage;

namespace Presage.Scheduler;

/// <summary>Why a job run has ended as it has, one sentence.</summary>
internal static class JobRunReasons
{
    public static string OutcomeOf(JobRun run) => run.State.ToString().ToLowerInvariant();

    public static string Of(JobRun run) => run.State switch
    {
        JobRunState.Cancelled => run.Cancel ?? "It was cancelled.",
        JobRunState.Failed => run.Steps.FirstOrDefault(step => step.State == StepState.Failed) is { } failed
            ? $"The step {failed.Step}{(failed.Item is null ? "" : $" for {failed.Item}")} failed: {failed.Why}"
            : "A step of it failed.",
        JobRunState.Succeeded => run.Steps.Any(step => step.State == StepState.Skipped)
            ? "All of its steps have succeeded, or were not to be done." : "All of its steps have succeeded.",
        _ => "It is running.",
    };
}
