using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>What can be wrong with what is asked of a job.</summary>
internal static class Errors
{
    public static PresageException BadInterval(string job, DateTime from, DateTime to) => new(
        ErrorKind.Invalid, "bad-interval",
        $"The interval {Moments.Interval(from, to)} of the job {job} does not begin before it ends.",
        "Give a time 'from' that is before 'to'.");

    public static PresageException UnknownStep(JobDefinition definition, string name) => new(
        ErrorKind.Invalid, "unknown-step", $"The job {definition.Name} has no step '{name}'.",
        $"Name some of {string.Join(", ", definition.Steps.Select(step => step.Name))}.");

    public static PresageException StillRunning(JobRun run) => new(
        ErrorKind.Conflict, "job-running", $"The job run {run.Id} has not ended.", "Wait until it has, or cancel it.");

    public static PresageException NothingToRepair(JobRun run) => new(
        ErrorKind.Conflict, "nothing-to-repair", $"Every step of the job run {run.Id} has succeeded, or was not to be done.",
        "Start the job again when it is to be done once more.");

    public static PresageException HasEnded(JobRun run) => new(
        ErrorKind.Conflict, "job-run-ended", $"The job run {run.Id} ended at {Moments.Text(run.EndedAt ?? run.CreatedAt)} already.",
        "Leave it as it is.");

    public static PresageException AlreadyPaused(string job, JobPause pause) => new(
        ErrorKind.Conflict, "job-paused", $"The job {job} has been paused by {pause.By} since {Moments.Text(pause.Since)}: {pause.Reason}.",
        "Resume it first when another reason or end is meant.");

    public static PresageException NotPaused(string job) => new(
        ErrorKind.Conflict, "job-not-paused", $"The job {job} is not paused.", "Leave it as it is.");

    public static PresageException CatchUpNeeded(string job, IReadOnlyList<Occurrence> skipped) => new(
        ErrorKind.Invalid, "catch-up-needed",
        $"The pause of the job {job} has skipped {skipped.Count} intervals, from {Moments.Interval(skipped[0].From, skipped[0].To)} to "
        + $"{Moments.Interval(skipped[^1].From, skipped[^1].To)}, and it was not said what becomes of them.",
        "Say whether none, the latest or all of them are to be caught up with.");

    public static PresageException BadPause(string job, DateTime until) => new(
        ErrorKind.Invalid, "bad-pause", $"The job {job} cannot be paused until {Moments.Text(until)}, which is over.",
        "Give a time that is still to come, or none.");

    public static PresageException BackfillIs(Backfill backfill) => new(
        ErrorKind.Conflict, backfill.State is BackfillState.Done or BackfillState.Cancelled ? "backfill-ended" : "backfill-state",
        $"The backfill {backfill.Id} of the job {backfill.Job} is {backfill.State.ToString().ToLowerInvariant()}.",
        "See how far it is, and leave it as it is.");
}
