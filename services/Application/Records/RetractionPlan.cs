using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Records;

/// <param name="Runs">What brought the records, the latest first; null where that does not matter.</param>
/// <param name="RepeatedLater">Later runs that found some of the same records there already.</param>
internal sealed record RetractionPlan(
    Retraction Retraction, IReadOnlyList<string> Kinds, IReadOnlyList<RetractedRun>? Runs, IReadOnlyList<string> RepeatedLater)
{
    private RecordSelection Selection => new(
        Retraction.Machines is [] ? null : Retraction.Machines, Retraction.From, Retraction.To);

    /// <summary>
    /// The records of a kind in the words of the store, one after the other: what a later run brought goes first, so that what it had taken
    /// the place of is found by the next one.
    /// </summary>
    public IEnumerable<RecordSelection> Selections(string kind) => Runs is null ? [Selection]
        : Runs.Where(run => run.Has(kind)).Select(run => Selection with { Known = run.Run.StartedAt, Files = run.FilesOf(kind) });
}

/// <param name="Files">Its files.</param>
/// <param name="Selected">Numbers of those that are meant; null for all.</param>
internal sealed record RetractedRun(Run Run, IngestedFiles Files, IReadOnlyList<int>? Selected)
{
    /// <summary>Whether it may have brought records of a kind that are meant.</summary>
    public bool Has(string kind) => Selected is null || Selected.Any(file => Files.Files[file].MayHave(kind));

    /// <summary>Numbers of the files with records of a kind that are meant; null when all of them are.</summary>
    public IReadOnlyList<int>? FilesOf(string kind) =>
        Selected is null || Files.Numbers(kind).All(Selected.Contains) ? null : [.. Files.Numbers(kind).Where(Selected.Contains)];
}
