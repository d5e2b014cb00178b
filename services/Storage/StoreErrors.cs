using Presage.Engine;

namespace Presage.Storage;

/// <summary>What ports refuse, in the same words whatever the provider.</summary>
public static class StoreErrors
{
    public const string GoneCode = "store-gone";
    public const string ReplacedCode = "store-replaced";
    public const string NewerCode = "store-newer";
    public const string InUseCode = "store-in-use";

    /// <summary>
    /// Whether the process has lost the store that it began with, and never gets it back but by beginning anew. Nothing is done about what
    /// is being worked on: it is for those who have the store.
    /// </summary>
    public static bool IsLost(PresageException error) => error.Code is GoneCode or ReplacedCode or NewerCode;

    /// <param name="store">Where it is, such as the path of its file.</param>
    public static PresageException Gone(string store) => new(
        ErrorKind.Unavailable, GoneCode, $"The store {store} was deleted or moved while it was in use; nothing more is written.",
        "Put it back, or restore a backup, then start this process again.");

    /// <inheritdoc cref="Gone"/>
    public static PresageException Replaced(string store) => new(
        ErrorKind.Unavailable, ReplacedCode, $"The store {store} is not the one that this process began with; nothing more is written.",
        "Start this process again, so that it uses the store that is there now, or put the former one back.");

    /// <param name="least">The least form that programs have to know.</param>
    /// <param name="known">The form that this program knows.</param>
    /// <inheritdoc cref="Gone"/>
    public static PresageException Newer(string store, int form, int least, int known) => new(
        ErrorKind.Unavailable, NewerCode,
        $"A later release has brought the store {store} to form {form}, which only versions that know form {least} may use; "
            + $"this one knows form {known}, and writes nothing more.",
        "Update this process as well; what this process had in hand is left to those that are newer.");

    /// <summary>
    /// A store of an early form is left as it is while somebody has it open: programs of that form would go on in it.
    /// </summary>
    public static PresageException InUse(string store, int form) => new(
        ErrorKind.Unavailable, InUseCode,
        $"The store {store} has form {form}, and processes of an earlier version have it open, which could not go on after it is brought "
            + "up to date.",
        "Stop them: services of this version take it over as soon as the last of them has gone, and commands work then.");

    /// <param name="what">Such as <c>Data set</c>.</param>
    public static PresageException BeingDeleted(string what, string name) => new(
        ErrorKind.Conflict, "being-deleted", $"{what} {name} is being deleted.",
        "Give its deletion again to complete it, then use the name anew.");

    public static PresageException RunNotEnded(string run) => new(
        ErrorKind.Conflict, "run-not-ended", $"Run {run} has not ended.", "Cancel it, or wait until it has ended, before it is deleted.");

    public static PresageException UnknownResults(string results) => new(
        ErrorKind.NotFound, "unknown-results", $"There is no result set {results}.",
        "List the result sets, or score a data set into it first.");

    public static PresageException UnknownModel(string name, int version) => new(
        ErrorKind.NotFound, "unknown-model", $"There is no version {version} of model {name}.",
        "List the versions of the model and name one of them.");

    public static PresageException DamagedModel(string name, int version) => new(
        ErrorKind.Damaged, "damaged-model", $"The stored bytes of model {name} version {version} are not those that were registered.",
        "Promote another version, or train the model again.");

    public static PresageException ModelIsChampion(string name, int version) => new(
        ErrorKind.Conflict, "model-is-champion", $"Version {version} of model {name} is its champion.",
        "Promote another version before this one is deleted.");

    public static PresageException UnknownJob(string job) => new(
        ErrorKind.NotFound, "unknown-job", $"There is no job {job}.", "List the jobs, or apply it first.");

    /// <param name="run">The job run that has not ended.</param>
    public static PresageException JobRunning(string job, string run) => new(
        ErrorKind.Conflict, "job-running", $"Run {run} of job {job} has not ended.",
        "Cancel it, or wait until it has ended, before the job is deleted.");

    /// <summary>Names of jobs and tokens may have hyphens, so that two jobs may come to one id.</summary>
    public static PresageException JobRunTaken(string run, string job) => new(
        ErrorKind.Conflict, "run-id-taken", $"A run {run} of the job {job} is there already.",
        "Give another token, or rename one of the jobs.");

    public static PresageException BackfillTooLarge(int intervals) => new(
        ErrorKind.Invalid, "backfill-too-large",
        $"The backfill has {intervals} intervals; it may have {Backfill.MostIntervals} at most.",
        "Ask for a shorter range, and then the rest.");
}
