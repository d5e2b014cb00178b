namespace Presage.Contracts.Api;

/// <summary>Data sets by name.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record DataSetList(IReadOnlyList<DataSetSummary> Datasets, string? Next = null);

/// <param name="Dataset">Its name.</param>
/// <param name="Records">By record kind (telemetry, errors, maintenance, failures), those that it has.</param>
public sealed record DataSetSummary(
    string Dataset, string Scenario, DateTime CreatedAt, IReadOnlyDictionary<string, RecordExtent> Records);

/// <summary>How many records of a kind there are, and from when to when.</summary>
public sealed record RecordExtent(long Records, DateTime First, DateTime Last);

/// <summary>What a data set holds and what was made of it.</summary>
/// <param name="ScenarioHash">SHA-256 of the scenario, hex.</param>
/// <param name="Quarantined">Refused rows by record kind and reason.</param>
/// <param name="Models">Versions trained on it, as NAME@VERSION.</param>
/// <param name="Results">Names of the result sets scored from it.</param>
/// <param name="LatestRuns">The latest first.</param>
public sealed record DataSetDetails(
    DataSetSummary Dataset, string ScenarioHash, long Machines, IReadOnlyList<QuarantinedRows> Quarantined, IReadOnlyList<string> Models,
    IReadOnlyList<string> Results, IReadOnlyList<RunSummary> LatestRuns)
{
    /// <summary>The scenarios that it had, the present one last.</summary>
    public IReadOnlyList<DataSetScenario> Scenarios { get; init; } = [];
}

/// <param name="Hash">SHA-256 of the scenario, hex.</param>
/// <param name="Known">From when on the data set has it.</param>
public sealed record DataSetScenario(string Scenario, string Hash, DateTime Known);

/// <summary>What a wider scenario makes different for a data set.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="ScenarioHash">SHA-256 of the scenario, hex.</param>
/// <param name="IsTakenUp">Whether the data set has it now.</param>
/// <param name="Changes">One line for each; empty when the data set has this scenario already.</param>
/// <param name="UnfitModels">Versions trained on the data set that fit it no more.</param>
/// <param name="Admitted">Refused rows that may be taken now, by record kind and reason.</param>
public sealed record DataSetWidening(
    string Dataset, string Scenario, string ScenarioHash, bool IsTakenUp, IReadOnlyList<string> Changes,
    IReadOnlyList<UnfitModel> UnfitModels, IReadOnlyList<QuarantinedRows> Admitted)
{
    /// <summary>Runs that have read these rows again.</summary>
    public IReadOnlyList<string> Readmissions { get; init; } = [];
}

/// <param name="Model">As NAME@VERSION.</param>
/// <param name="Why">In words.</param>
public sealed record UnfitModel(string Model, string Why);

/// <summary>A data set that goes, or went, with what went with it.</summary>
/// <param name="Results">Its result sets, with their predictions and alarms.</param>
/// <param name="Runs">Its runs, with what they left behind.</param>
/// <param name="KeptModels">Versions trained on it, which stay in the registry.</param>
public sealed record DataSetDeletion(
    string Dataset, long Readings, long Events, long Machines, long QuarantinedRows, IReadOnlyList<DeletedResults> Results, long Runs,
    IReadOnlyList<string> KeptModels);

/// <param name="Rows">Predictions.</param>
public sealed record DeletedResults(string Results, long Rows, long Alarms);
