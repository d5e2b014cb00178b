using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Results;

/// <summary>Result sets and their predictions.</summary>
public interface IResultActions
{
    /// <param name="dataset">Null lists the result sets of every data set.</param>
    Task<ResultSetList> ListAsync(string? dataset, PageRequest page, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-results</c>.</exception>
    Task<ResultSetDetails> ShowAsync(string results, CancellationToken cancellation);

    /// <summary>The machines most at risk, each at its latest time.</summary>
    /// <param name="most">How many.</param>
    /// <param name="at">Later predictions are left out; null for none.</param>
    /// <exception cref="PresageException"><c>unknown-results</c>.</exception>
    Task<RiskRanking> RankAsync(string results, int most, DateTime? at, CancellationToken cancellation);

    /// <summary>One machine at its latest time, with the history of that prediction.</summary>
    /// <param name="at">Later predictions are left out; null for none.</param>
    /// <exception cref="PresageException"><c>unknown-results</c>, <c>no-prediction</c>.</exception>
    Task<MachinePrediction> MachineAsync(string results, string machine, DateTime? at, CancellationToken cancellation);

    /// <summary>Predictions as they count, without earlier revisions.</summary>
    /// <exception cref="PresageException"><c>unknown-results</c>.</exception>
    Task<PredictionList> PredictionsAsync(PredictionFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>What would go with a result set; nothing is changed.</summary>
    /// <exception cref="PresageException">As <see cref="DeleteAsync"/>.</exception>
    Task<ResultSetDeletion> PlanDeletionAsync(string results, CancellationToken cancellation);

    /// <summary>
    /// Deletes a result set with its predictions, their revisions and its alarms. A deletion that was interrupted is completed by giving it
    /// again.
    /// </summary>
    /// <exception cref="PresageException"><c>unknown-results</c>; <c>results-in-use</c>: a run works on it.</exception>
    Task<ResultSetDeletion> DeleteAsync(string results, CancellationToken cancellation);
}
