using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>What a run is not fit for.</summary>
public static class RunErrors
{
    public static PresageException Unknown(string id) => new(ErrorKind.NotFound, "unknown-run", $"There is no run '{id}'.", "List the runs with: presage runs list.");

    public static PresageException Ended(Run run) => new(
        ErrorKind.Conflict, "run-ended",
        $"The run {run.Id} is not running: it {WordOf(run.State)}{(run.EndedAt is { } at ? $" on {at:yyyy-MM-dd HH:mm:ss}" : "")}.",
        $"See how it ended with: presage runs show {run.Id}.");

    /// <summary>Why a run cannot be set running again.</summary>
    public static PresageException NotToRetry(Run run) => run.State == RunState.Succeeded
        ? new(ErrorKind.Conflict, "run-succeeded", $"The run {run.Id} has succeeded; nothing of it is missing.", "Give its command again to do the same with what is known now.")
        : new(
            ErrorKind.Conflict, "run-running", $"The run {run.Id} is running.",
            $"Follow it with: presage runs watch {run.Id}. If nothing works on it any more, cancel it first: presage runs cancel {run.Id}.");

    public static PresageException SameIsRunning(Run run, Run other) => new(
        ErrorKind.Conflict, "same-running", $"What the run {run.Id} was asked for is being done by the run {other.Id}.", $"Follow that one with: presage runs watch {other.Id}.");

    private static string WordOf(RunState state) => state switch
    {
        RunState.Cancelled => "was cancelled",
        RunState.Failed => "failed",
        _ => "succeeded",
    };
}
