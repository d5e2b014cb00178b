using System.Collections.Concurrent;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Hosting.DataSets;

/// <summary>Data sets with their scenarios; a scenario is parsed once.</summary>
public sealed class DataSetCatalog(IDataSets datasets)
{
    private readonly ConcurrentDictionary<string, Scenario> _scenarios = new();

    /// <exception cref="PresageException">There is no such data set.</exception>
    public async Task<(DataSet DataSet, Scenario Scenario)> GetAsync(string name, CancellationToken cancellation)
    {
        var dataset = await datasets.FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation);
        return (dataset, ScenarioOf(dataset));
    }

    /// <summary>The data set with the scenario that it had at a moment.</summary>
    /// <inheritdoc cref="GetAsync(string, CancellationToken)" path="/exception"/>
    public async Task<(DataSet DataSet, Scenario Scenario)> GetAsync(string name, DateTime asOf, CancellationToken cancellation)
    {
        var dataset = await datasets.FindAsync(name, asOf, cancellation) ?? throw await UnknownAsync(name, cancellation);
        return (dataset, ScenarioOf(dataset));
    }

    /// <summary>The scenario of a data set that has a hash, also where it has a wider one now.</summary>
    /// <param name="hash">Null for the present one.</param>
    /// <inheritdoc cref="GetAsync(string, CancellationToken)" path="/exception"/>
    public async Task<Scenario> ScenarioAsync(string name, string? hash, CancellationToken cancellation)
    {
        var (dataset, scenario) = await GetAsync(name, cancellation);
        if (hash is null || hash == dataset.ScenarioHash)
            return scenario;

        var versions = await datasets.ScenariosAsync(name, cancellation);
        return versions.FirstOrDefault(version => version.ScenarioHash == hash) is { } earlier
            ? ScenarioOf(dataset.With(earlier))
            : scenario;
    }

    /// <summary>Null when there is no such data set, or not any more: what was made from it stays.</summary>
    public async Task<Scenario?> FindScenarioAsync(string name, CancellationToken cancellation) =>
        await datasets.FindAsync(name, cancellation) is { } dataset ? ScenarioOf(dataset) : null;

    private Scenario ScenarioOf(DataSet dataset) =>
        _scenarios.GetOrAdd(dataset.ScenarioHash, _ => ScenarioReader.Read(dataset.Scenario, $"data set {dataset.Name}"));

    private async Task<PresageException> UnknownAsync(string name, CancellationToken cancellation)
    {
        var names = (await datasets.ListAsync(cancellation)).Select(dataset => dataset.Name).ToList();
        return new PresageException(
            ErrorKind.NotFound, "unknown-dataset",
            $"There is no data set '{name}'.",
            names.Count == 0 ? "Ingest one first." : $"Use one of: {string.Join(", ", names)}.");
    }
}
