namespace Presage.Storage;

public interface IDataSets
{
    /// <summary>Creates the data set unless it is there; returns the stored one. The scenario of a data set never changes.</summary>
    Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation);

    Task<DataSet?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<DataSet>> ListAsync(CancellationToken cancellation);

    /// <summary>Earliest and latest record of each source (telemetry, errors, maintenance, failures) that has any.</summary>
    Task<IReadOnlyDictionary<string, SourceExtent>> ExtentsAsync(string dataset, CancellationToken cancellation);
}

/// <param name="Scenario">The scenario's YAML text, pinned when the data set was created.</param>
public sealed record DataSet(string Name, string ScenarioName, string Scenario, string ScenarioHash, DateTime CreatedAt);

/// <summary>Times of the first and last record of a source and the number of records.</summary>
public sealed record SourceExtent(DateTime First, DateTime Last, long Records);
