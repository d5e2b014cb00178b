namespace Presage.Storage;

public interface IDataSets
{
    /// <summary>Creates the data set unless it is there; returns the stored one. The scenario of a data set never changes.</summary>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation);

    Task<DataSet?> FindAsync(string name, CancellationToken cancellation);

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

/// <param name="Scenario">The scenario's YAML text, pinned when the data set was created.</param>
public sealed record DataSet(string Name, string ScenarioName, string Scenario, string ScenarioHash, DateTime CreatedAt);

/// <summary>Times of the first and last record of a source and the number of records.</summary>
public sealed record SourceExtent(DateTime First, DateTime Last, long Records);

/// <param name="Events">Errors, replacements and failures.</param>
public sealed record DataSetCounts(long Readings, long Events, long Machines, long QuarantinedRows);
