using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Ingestion.Planning;

/// <summary>Resolves a request to files and slices, and creates the data set when it is new.</summary>
internal sealed class IngestPlanner(
    DataSetScenarios scenarios, FilePlanner files, IDataSets datasets, IngestionOptions options, TimeProvider clock)
{
    private const int LongestName = 64;

    /// <summary>Errors that say that files are not what a scenario describes.</summary>
    private static readonly HashSet<string> s_ofScenario = ["missing-columns", "no-files", "unrecognised-file"];

    /// <exception cref="PresageException">The request or a file is wrong; then nothing was written.</exception>
    public async Task<IngestPlan> PlanAsync(NewDataArrived request, CancellationToken cancellation)
    {
        SchemaVersions.Check(request.SchemaVersion);
        var name = NameOf(request);
        if (request.Sources is not { Count: > 0 })
            throw new PresageException(
                ErrorKind.Invalid, "no-files", $"No source was given for the data set '{name}'.", "Name files or folders.");

        var (yaml, scenario) = await scenarios.ResolveAsync(name, request.Scenario, cancellation);
        var plan = await PlanAsync(request, scenario, cancellation);
        var dataset = new DataSet(name, scenario.Name, yaml, scenario.Hash, clock.GetUtcNow().UtcDateTime);
        var stored = await datasets.EnsureAsync(dataset, cancellation);
        return stored.ScenarioHash == scenario.Hash
            ? plan with { ErrorBudget = options.ErrorBudget }
            : throw DataSetScenarios.Differs(stored, scenario.Name);
    }

    private async Task<IngestPlan> PlanAsync(NewDataArrived request, Scenario scenario, CancellationToken cancellation)
    {
        var isDefault = await scenarios.IsDefaultAsync(request.Dataset!, request.Scenario, cancellation);
        try
        {
            return await files.PlanAsync(request.Sources!, scenario, cancellation);
        }
        catch (PresageException refused) when (isDefault && s_ofScenario.Contains(refused.Code))
        {
            throw new PresageException(
                refused.Kind, refused.Code,
                $"{refused.Message} The scenario {scenario.Name} was taken, since none was named.",
                $"Name the scenario that describes these records. If it is {scenario.Name}: {refused.Remedy}", refused);
        }
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
