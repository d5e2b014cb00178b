using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting;

namespace Presage.Ingestion.Planning;

/// <summary>Resolves a request to files and slices, and creates the data set when it is new.</summary>
internal sealed class IngestPlanner(DataSetScenarios scenarios, FilePlanner files, IngestionOptions options)
{
    private const int LongestName = 64;

    /// <summary>Errors that say that files are not what a scenario describes.</summary>
    private static readonly HashSet<string> s_ofScenario = ["missing-columns", "no-files", "unrecognised-file"];

    /// <param name="known">Knowledge time of what the run says.</param>
    /// <exception cref="PresageException">The request or a file is wrong; then nothing was written.</exception>
    public async Task<IngestPlan> PlanAsync(NewDataArrived request, DateTime known, CancellationToken cancellation)
    {
        SchemaVersions.Check(request.SchemaVersion);
        var name = NameOf(request);
        if (request.Sources is not { Count: > 0 })
            throw new PresageException(
                ErrorKind.Invalid, "no-files", $"No source was given for the data set '{name}'.", "Name files or folders.");

        var resolved = await scenarios.ResolveAsync(name, request.Scenario, cancellation);
        var plan = await PlanAsync(request, resolved.Scenario, cancellation);
        await scenarios.TakeUpAsync(name, resolved, known, cancellation);
        return plan with
        {
            ErrorBudget = options.ErrorBudget, ScenarioHash = resolved.Scenario.Hash,
            Notices = [.. WideningOf(resolved.Changes), .. plan.Notices],
        };
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

    private static IEnumerable<Notice> WideningOf(IReadOnlyList<string>? changes) => changes is null ? []
        : [new Notice("scenario-widened", $"The data set has a wider scenario from now on: {string.Join("; ", changes)}.")];

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
