using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting.DataSets;
using Presage.Scenarios;
using Presage.Sources.Files;
using Presage.Storage;

namespace Presage.Ingestion.Planning;

/// <summary>The scenario that a request's records are read with.</summary>
internal sealed class DataSetScenarios(IDataSets datasets, AllowedPaths paths, TimeProvider clock)
{
    private const string Default = "azure-pdm";

    /// <summary>
    /// The data set's own scenario, or a wider one that is asked for; for a new data set the one asked for.
    /// </summary>
    /// <param name="asked">Name of a built-in scenario or path of a file; null asks for none.</param>
    /// <exception cref="PresageException"><c>scenario-differs</c>, or there is no such scenario.</exception>
    public async Task<ResolvedScenario> ResolveAsync(string name, string? asked, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
            return Load(asked ?? Default);

        var present = new ResolvedScenario(dataset.Scenario, ScenarioReader.Read(dataset.Scenario, $"data set {name}"));
        if (asked is null || asked == dataset.ScenarioName)
            return present;

        var wider = Load(asked);
        if (wider.Scenario.Hash == dataset.ScenarioHash)
            return present;

        var widening = ScenarioWidening.Of(present.Scenario, wider.Scenario);
        return widening.IsAllowed ? wider with { PresentHash = dataset.ScenarioHash, Changes = widening.Changes }
            : throw DataSetErrors.Differs(dataset, asked, widening.Refusals);
    }

    /// <summary>
    /// Has the data set take up the scenario: a new one is created with it, another gets it from <paramref name="known"/> on.
    /// </summary>
    /// <exception cref="PresageException"><c>scenario-differs</c>: somebody else gave it another one meanwhile.</exception>
    public async Task TakeUpAsync(string name, ResolvedScenario resolved, DateTime known, CancellationToken cancellation)
    {
        var (yaml, scenario) = (resolved.Yaml, resolved.Scenario);
        var stored = resolved.PresentHash is { } present
            ? await datasets.WidenAsync(name, present, new ScenarioVersion(scenario.Name, yaml, scenario.Hash, known), cancellation)
            : await datasets.EnsureAsync(
                new DataSet(name, scenario.Name, yaml, scenario.Hash, clock.GetUtcNow().UtcDateTime), cancellation);
        if (stored is not null && stored.ScenarioHash != scenario.Hash)
            throw DataSetErrors.Differs(stored, scenario.Name, ["another scenario was taken up at the same moment"]);
    }

    /// <summary>Whether a new data set would have the default scenario only because none was asked for.</summary>
    public async Task<bool> IsDefaultAsync(string name, string? asked, CancellationToken cancellation) =>
        asked is null && await datasets.FindAsync(name, cancellation) is null;

    private ResolvedScenario Load(string asked)
    {
        var place = ScenarioCatalog.Names.Contains(asked) || !Path.Exists(asked) ? asked : paths.Resolve(asked);
        var yaml = ScenarioCatalog.Load(place);
        return new(yaml, ScenarioReader.Read(yaml, asked));
    }
}

/// <param name="PresentHash">Of the scenario that the data set has, where this is a wider one.</param>
/// <param name="Changes">What it makes different then, one line for each.</param>
internal sealed record ResolvedScenario(
    string Yaml, Scenario Scenario, string? PresentHash = null, IReadOnlyList<string>? Changes = null);
