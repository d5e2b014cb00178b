using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.DataSets;

/// <summary>Named collections of one scenario's records.</summary>
public interface IDataSetActions
{
    /// <exception cref="PresageException"><c>bad-cursor</c>.</exception>
    Task<DataSetList> ListAsync(PageRequest page, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-dataset</c>.</exception>
    Task<DataSetDetails> ShowAsync(string name, CancellationToken cancellation);

    /// <summary>What <see cref="WidenAsync"/> would change.</summary>
    /// <inheritdoc cref="WidenAsync" path="/exception"/>
    Task<DataSetWidening> PlanWideningAsync(string name, string scenario, CancellationToken cancellation);

    /// <summary>
    /// Gives a data set a scenario that adds to its own or allows more, from now on; as of earlier moments it has the earlier one.
    /// </summary>
    /// <param name="scenario">A built-in name, or the path of a YAML file.</param>
    /// <exception cref="PresageException">
    /// <c>unknown-dataset</c>, <c>unknown-scenario</c>, <c>bad-scenario</c>; <c>scenario-differs</c>: it takes something away or means
    /// something else.
    /// </exception>
    Task<DataSetWidening> WidenAsync(string name, string scenario, CancellationToken cancellation);

    /// <summary>What <see cref="DeleteAsync"/> would delete.</summary>
    /// <inheritdoc cref="DeleteAsync" path="/exception"/>
    Task<DataSetDeletion> PlanDeletionAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Deletes a data set: its result sets with their predictions and alarms, its runs, its records and what was refused of them.
    /// Models that were trained on it stay in the registry. One that was interrupted is completed by asking for the same again.
    /// </summary>
    /// <exception cref="PresageException"><c>unknown-dataset</c>; <c>dataset-in-use</c>: runs of it are running.</exception>
    Task<DataSetDeletion> DeleteAsync(string name, CancellationToken cancellation);
}
