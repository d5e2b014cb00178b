using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Ingestion.Planning;

/// <summary>Resolves a request to files and slices, and creates the data set when it is new.</summary>
internal sealed class IngestPlanner(
    DataSetScenarios scenarios, FilePlanner files, IDataSets datasets, IngestionOptions options, TimeProvider clock)
{
    private const int LongestName = 64;

    /// <exception cref="PresageException">The request or a file is wrong; then nothing was written.</exception>
    public async Task<IngestPlan> PlanAsync(NewDataArrived request, CancellationToken cancellation)
    {
        SchemaVersions.Check(request.SchemaVersion);
        var name = NameOf(request);
        if (request.Sources is not { Count: > 0 })
            throw new PresageException(
                ErrorKind.Invalid, "no-files", $"No source was given for the data set '{name}'.", "Name files or folders.");

        var (yaml, scenario) = await scenarios.ResolveAsync(name, request.Scenario, cancellation);
        var plan = (await files.PlanAsync(request.Sources, scenario, cancellation)) with { ErrorBudget = options.ErrorBudget };
        var dataset = new DataSet(name, scenario.Name, yaml, scenario.Hash, clock.GetUtcNow().UtcDateTime);
        var stored = await datasets.EnsureAsync(dataset, cancellation);
        return stored.ScenarioHash == scenario.Hash ? plan : throw DataSetScenarios.Differs(stored, scenario.Name);
    }

    private static string NameOf(NewDataArrived request)
    {
        var name = Names.Check("data set", request.Dataset);
        return name.Length <= LongestName
            ? name
            : throw new PresageException(
                ErrorKind.Invalid, "invalid-name",
                $"The data set's name '{name}' is too long.",
                $"Use {LongestName} characters at most.");
    }
}
