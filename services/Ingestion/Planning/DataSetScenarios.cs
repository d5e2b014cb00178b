using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Scenarios;
using Presage.Sources.Files;
using Presage.Storage;

namespace Presage.Ingestion.Planning;

/// <summary>The scenario that a request's records are read with.</summary>
internal sealed class DataSetScenarios(IDataSets datasets, AllowedPaths paths)
{
    private const string Default = "azure-pdm";

    /// <summary>The data set's own scenario, or for a new data set the one asked for.</summary>
    /// <param name="asked">Name of a built-in scenario or path of a file; null asks for none.</param>
    /// <exception cref="PresageException"><c>scenario-differs</c>, or there is no such scenario.</exception>
    public async Task<(string Yaml, Scenario Scenario)> ResolveAsync(string name, string? asked, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
            return Load(asked ?? Default);

        if (asked is not null && asked != dataset.ScenarioName && Load(asked).Scenario.Hash != dataset.ScenarioHash)
            throw Differs(dataset, asked);

        return (dataset.Scenario, ScenarioReader.Read(dataset.Scenario, $"data set {name}"));
    }

    /// <summary>Whether a new data set would have the default scenario only because none was asked for.</summary>
    public async Task<bool> IsDefaultAsync(string name, string? asked, CancellationToken cancellation) =>
        asked is null && await datasets.FindAsync(name, cancellation) is null;

    public static PresageException Differs(DataSet dataset, string asked) => new(
        ErrorKind.Conflict, "scenario-differs",
        $"The data set '{dataset.Name}' has the scenario '{dataset.ScenarioName}' and cannot take up '{asked}'.",
        "Leave the scenario out, or ingest into a new data set.");

    private (string Yaml, Scenario Scenario) Load(string asked)
    {
        var place = ScenarioCatalog.Names.Contains(asked) || !Path.Exists(asked) ? asked : paths.Resolve(asked);
        var yaml = ScenarioCatalog.Load(place);
        return (yaml, ScenarioReader.Read(yaml, asked));
    }
}
