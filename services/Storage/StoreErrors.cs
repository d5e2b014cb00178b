using Presage.Engine;

namespace Presage.Storage;

/// <summary>What ports refuse, in the same words whatever the provider.</summary>
public static class StoreErrors
{
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
}
