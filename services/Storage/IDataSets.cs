namespace Presage.Storage;

public interface IDataSets
{
    /// <summary>
    /// Creates the data set unless it is there; returns the stored one, whose scenario only <see cref="WidenAsync"/> changes.
    /// </summary>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation);

    Task<DataSet?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>The data set with the scenario that it had at a moment; before it was created, the first one.</summary>
    Task<DataSet?> FindAsync(string name, DateTime asOf, CancellationToken cancellation);

    /// <summary>The scenarios that a data set had, ascending, the present one last; empty when there is no such data set.</summary>
    Task<IReadOnlyList<ScenarioVersion>> ScenariosAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Gives a data set another scenario from <see cref="ScenarioVersion.Known"/> on, provided that its present one has a hash; the present
    /// one stays for earlier moments.
    /// </summary>
    /// <returns>
    /// The data set as it is now, whose hash is another one when somebody else was quicker; null when there is no such data set.
    /// </returns>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    Task<DataSet?> WidenAsync(string name, string presentHash, ScenarioVersion wider, CancellationToken cancellation);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<DataSet>> ListAsync(CancellationToken cancellation);

    /// <summary>Earliest and latest record of each source (telemetry, errors, maintenance, failures) that has any.</summary>
    Task<IReadOnlyDictionary<string, SourceExtent>> ExtentsAsync(string dataset, CancellationToken cancellation);

    /// <summary>What a data set holds, also one that is being deleted.</summary>
    Task<DataSetCounts> CountAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Deletes the data set with its readings, events, machines and quarantined rows; result sets and runs stay. Nobody sees it from the
    /// beginning on, and nothing is added to it; its name is free when all of it is gone. One that was interrupted goes on when it is given
    /// again.
    /// </summary>
    /// <returns>What was still there; null when there is no such data set.</returns>
    Task<DataSetCounts?> DeleteAsync(string name, CancellationToken cancellation);

    /// <summary>Whether a deletion was begun and is not complete.</summary>
    Task<bool> IsBeingDeletedAsync(string name, CancellationToken cancellation);
}

/// <param name="Scenario">The scenario's YAML text, pinned when the data set was created or widened.</param>
public sealed record DataSet(string Name, string ScenarioName, string Scenario, string ScenarioHash, DateTime CreatedAt)
{
    public DataSet With(ScenarioVersion version) => this with
    {
        ScenarioName = version.ScenarioName,
        Scenario = version.Scenario,
        ScenarioHash = version.ScenarioHash,
    };
}

/// <summary>A scenario that a data set has or had.</summary>
/// <param name="Known">From when on it holds.</param>
public sealed record ScenarioVersion(string ScenarioName, string Scenario, string ScenarioHash, DateTime Known);

/// <summary>Times of the first and last record of a source and the number of records.</summary>
public sealed record SourceExtent(DateTime First, DateTime Last, long Records);

/// <param name="Events">Errors, replacements and failures.</param>
public sealed record DataSetCounts(long Readings, long Events, long Machines, long QuarantinedRows);
