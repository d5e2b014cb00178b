using Presage.Contracts.Api;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Slices;

namespace Presage.Ingestion.Completion;

/// <summary>What became of a file.</summary>
/// <param name="results">What its slices said last.</param>
internal sealed class FileOutcome(PlannedFile file, IReadOnlyList<SliceResult> results, double? budget)
{
    private readonly FileFigures _figures = FileFigures.Of(results);

    public PlannedFile File => file;

    /// <summary>Why it was refused, as a whole or row by row; null when at least a row was taken, or it has none.</summary>
    public RefusedFile? Refusal => FileBudget.OutcomeOf(file, _figures, budget);

    /// <summary>Whether its rows went to the store or to quarantine.</summary>
    public bool IsRead => file.Refusal is null && FileBudget.RefusalOf(file, _figures, budget) is null;

    /// <summary>What its slices said; nothing when it was refused as a whole.</summary>
    public IReadOnlyList<SliceResult> Results => IsRead ? results : [];
}
