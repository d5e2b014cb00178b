using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Records;

/// <param name="Runs">What brought the records, the latest first; null where that does not matter.</param>
/// <param name="RepeatedLater">Later runs that found some of the same records there already.</param>
internal sealed record RetractionPlan(
    Retraction Retraction, IReadOnlyList<string> Kinds, IReadOnlyList<RetractedRun>? Runs, IReadOnlyList<string> RepeatedLater)
{
    /// <summary>
    /// The same in the words of the store, one after the other: what a later run brought goes first, so that what it had taken the place of
    /// is found by the next one.
    /// </summary>
    public IEnumerable<RecordSelection> Selections =>
        Runs is null ? [Selection] : Runs.Select(run => Selection with { Known = run.Run.StartedAt, Files = run.Files });

    private RecordSelection Selection => new(
        Retraction.Machines is [] ? null : Retraction.Machines, Retraction.From, Retraction.To);
}

/// <param name="Files">Numbers of its files; null for all.</param>
internal sealed record RetractedRun(Run Run, IReadOnlyList<int>? Files);
