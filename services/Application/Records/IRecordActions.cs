using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Records;

/// <summary>The records of data sets.</summary>
public interface IRecordActions
{
    /// <summary>What <see cref="RetractAsync"/> would take back.</summary>
    /// <inheritdoc cref="RetractAsync" path="/exception"/>
    Task<RetractionResult> PlanRetractionAsync(Retraction retraction, CancellationToken cancellation);

    /// <summary>
    /// Takes records back from now on, as a run of the ledger; as of moments before they are still known. One that was interrupted is
    /// completed by asking for the same again.
    /// </summary>
    /// <exception cref="PresageException">
    /// <c>unknown-dataset</c>; <c>no-selection</c>: nothing says which records; <c>unknown-kind</c>, <c>unknown-run</c>,
    /// <c>not-ingested</c>, <c>unknown-file</c>, <c>empty-range</c>; <c>files-unnumbered</c>: the run did not note which file a record came
    /// from; <c>dataset-in-use</c>: an ingestion is running.
    /// </exception>
    Task<RetractionResult> RetractAsync(Retraction retraction, CancellationToken cancellation);
}
