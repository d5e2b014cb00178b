using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Hosting.Workers;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Slices;

namespace Presage.Ingestion.Requests;

/// <summary>Resolves a request to files and slices, and creates the data set when it is new.</summary>
internal sealed class IngestPlanner(
    DataSetScenarios scenarios, FilePlanner files, FileTrial trial, NewMachines newMachines, IngestionOptions options)
{
    private const int LongestName = 64;

    /// <summary>Errors that say that files are not what a scenario describes.</summary>
    private static readonly HashSet<string> s_ofScenario = ["missing-columns", "no-files", "unrecognised-file"];

    /// <param name="known">Knowledge time of what the run says.</param>
    /// <param name="report">Hears how many files of how many have been opened, and then tried.</param>
    /// <exception cref="PresageException">The request is wrong, or there is nothing in it to read; then nothing was written.</exception>
    public async Task<IngestPlan> PlanAsync(
        NewDataArrived request, DateTime known, Action<string, int, int> report, CancellationToken cancellation)
    {
        SchemaVersions.Check(request.SchemaVersion);
        var name = NameOf(request);
        if (request.Sources is not { Count: > 0 })
            throw new PresageException(
                ErrorKind.Invalid, "no-files", $"No source was given for the data set '{name}'.", "Name files or folders.");

        var budget = BudgetOf(request);
        var resolved = await scenarios.ResolveAsync(name, request.Scenario, cancellation);
        var found = (await PlanAsync(request, resolved.Scenario, report, cancellation)) with { ErrorBudget = budget };
        var plan = await trial.TryAsync(
            found, name, resolved.Scenario, known, (tried, of) => report(WorkerActivity.FilesTried, tried, of), cancellation);
        RefusedFiles.RequireAny(plan, [.. plan.Files.Select(file => file.Refusal)]);
        if (request.NewMachines == true)
            await newMachines.RequireAsync(plan, name, resolved.Scenario, known, cancellation);

        await scenarios.TakeUpAsync(name, resolved, known, cancellation);
        return plan with
        {
            ScenarioHash = resolved.Scenario.Hash,
            Notices = [.. WideningOf(resolved.Changes), .. plan.Notices],
        };
    }

    private async Task<IngestPlan> PlanAsync(
        NewDataArrived request, Scenario scenario, Action<string, int, int> report, CancellationToken cancellation)
    {
        var isDefault = await scenarios.IsDefaultAsync(request.Dataset!, request.Scenario, cancellation);
        try
        {
            return await files.PlanAsync(
                request.Sources!, scenario, (opened, of) => report(WorkerActivity.FilesOpened, opened, of), cancellation);
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

    private double BudgetOf(NewDataArrived request) => request.ErrorBudget switch
    {
        null => options.ErrorBudget,
        >= 0 and <= 1 => request.ErrorBudget.Value,
        _ => throw new PresageException(
            ErrorKind.Invalid, "invalid-budget", $"An error budget of {request.ErrorBudget} is none.", "Give a share from 0 to 1."),
    };

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
