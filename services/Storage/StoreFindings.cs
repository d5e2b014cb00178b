using System.Globalization;

namespace Presage.Storage;

/// <summary>What a look at a store finds, in the same words whatever the provider.</summary>
public static class StoreFindings
{
    public static StoreFinding Damaged(string what) => new(
        "damaged", $"The file is damaged: {what.ReplaceLineEndings(" ").TrimEnd('.')}.",
        "Stop the services, and restore a backup.", IsWrong: true);

    /// <param name="what">Such as <c>slices of 3 runs</c>.</param>
    /// <param name="missing">What they belong to, such as <c>the ledger</c>.</param>
    public static StoreFinding Orphans(string what, string missing) => new(
        "orphans", $"There are {what} that are not in {missing}.", "They take room and are never read; nothing else is wrong with them.",
        IsWrong: false);

    public static StoreFinding MissingModelFile(string model, int version) => new(
        "missing-model-file", $"The bytes of model {model}@{version} are missing.",
        "Promote another version, or train the model again; a backup has them.", IsWrong: true);

    public static StoreFinding DamagedModel(string model, int version) => new(
        "damaged-model", $"The stored bytes of model {model}@{version} are not those that were registered.",
        "Promote another version, or train the model again; a backup has them.", IsWrong: true);

    public static StoreFinding MissingChampion(string model, int version) => new(
        "missing-champion", $"The champion of model {model}, version {version}, is not in the registry.",
        "Promote another version of the model.", IsWrong: true);

    /// <param name="results">The result set.</param>
    public static StoreFinding MissingModel(string results, string model, int version) => new(
        "missing-model", $"The result set {results} has predictions of model {model}@{version}, which is not in the registry.",
        "Their reasons and thresholds are kept with them; score the range again where the model is needed.", IsWrong: false);

    public static StoreFinding MissingJobRun(string run) => new(
        "missing-job-run", $"The ledger of a job names the job run {run}, which is not there.",
        "What became of the interval stands in the ledger; backfill it where its outcome is needed.", IsWrong: true);

    public static string Count(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
