using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>What a run is not fit for.</summary>
public static class RunErrors
{
    /// <param name="why">Why it may not be there yet.</param>
    public static PresageException Unknown(string id, string? why = null) => new(
        ErrorKind.NotFound, "unknown-run", why is null ? $"There is no run '{id}'." : $"There is no run '{id}', or not yet: {why}",
        "Take an id from the list of runs.");

    /// <summary>A message belongs to a run of which the ledger knows nothing.</summary>
    public static PresageException UnknownOfMessage(string id, string message) => new(
        ErrorKind.NotFound, "unknown-run", $"A message {message} belongs to the run '{id}', which is not in the store of this process.",
        "See that all processes use the same store, and that it was not replaced by an older one; then redrive this fault, or discard it.");

    /// <summary>A message belongs to a stage that its run does not have.</summary>
    public static PresageException UnknownStage(Run run, string stage) => new(
        ErrorKind.NotFound, "unknown-stage", $"A message belongs to the stage '{stage}' of the run {run.Id}, which has none of that name.",
        "See that all processes use the same store, and that it was not replaced by an older one; then redrive this fault, or discard it.");

    /// <summary>A message belongs to a slice that its stage does not have.</summary>
    public static PresageException UnknownSlice(Run run, StageProgress stage, int slice) => new(
        ErrorKind.NotFound, "unknown-slice",
        $"A message belongs to slice {slice} of the stage '{stage.Stage}' of the run {run.Id}, which has slices 0 to {stage.Slices - 1}.",
        "See that all processes use the same store, and that it was not replaced by an older one; then redrive this fault, or discard it.");

    /// <summary>Whether a message turned out to be of no work that its run has, so that the run lacks nothing by its failure.</summary>
    public static bool IsStray(Exception exception) =>
        exception is PresageException { Code: "unknown-run" or "unknown-stage" or "unknown-slice" };

    public static PresageException Ended(Run run) => new(
        ErrorKind.Conflict, "run-ended",
        $"The run {run.Id} is not running: it {WordOf(run.State)}{(run.EndedAt is { } at ? $" on {at:yyyy-MM-dd HH:mm:ss}" : "")}.",
        "Look at the run for how it ended.")
    {
        Run = run.Id,
    };

    /// <summary>Why a run cannot be set running again.</summary>
    public static PresageException NotToRetry(Run run) => run.State == RunState.Succeeded
        ? new(
            ErrorKind.Conflict, "run-succeeded", $"The run {run.Id} has succeeded; nothing of it is missing.",
            "Ask for the same once more to do it with what is known now.")
        {
            Run = run.Id,
        }
        : Running(run);

    /// <summary>The run has to end first.</summary>
    public static PresageException Running(Run run) => new(
        ErrorKind.Conflict, "run-running", $"The run {run.Id} is running.",
        "Wait for its end. If nothing works on it any more, cancel it first.")
    {
        Run = run.Id,
    };

    /// <summary>Nobody but the command does what such a run does.</summary>
    public static PresageException OfCommand(Run run) => new(
        ErrorKind.Conflict, "run-of-command", $"The run {run.Id} is not taken up by itself.",
        "Ask for the same once more: what is missing of it is done.")
    {
        Run = run.Id,
    };

    public static PresageException SameIsRunning(Run run, Run other) => new(
        ErrorKind.Conflict, "same-running", $"What the run {run.Id} was asked for is being done by the run {other.Id}.", "Follow that one.")
    {
        Run = other.Id,
    };

    private static string WordOf(RunState state) => state switch
    {
        RunState.Cancelled => "was cancelled",
        RunState.Failed => "failed",
        _ => "succeeded",
    };
}
