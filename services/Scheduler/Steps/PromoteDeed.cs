using Presage.Application.Models;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Models;
using Presage.Hosting.Runs;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Scheduler.Works;
using Presage.Storage;

namespace Presage.Scheduler.Steps;

/// <summary>
/// Makes a version champion if it is good enough: by how training has compared it with the champion on the rows that it was tested on, the
/// same rows and the same failures for both. One that is not stays what it is, and the step says why.
/// </summary>
internal sealed class PromoteDeed(IModelActions actions, IModels models, ModelCatalog catalog, IJobRuns jobRuns, IRuns runs) : IDeed
{
    private const string Always = "always";
    private const string Better = "better";

    public string Kind => StepKinds.Promote;

    public async Task<IReadOnlyDictionary<string, string>> DoAsync(DoStep step, StepArguments arguments, CancellationToken cancellation)
    {
        var named = arguments.Text("model");
        var (name, number) = ModelReference.Parse(named);
        if (number is null)
            throw new PresageException(
                ErrorKind.Invalid, "no-version", $"'{named}' names no version.",
                $"Name one, such as {name}@1 or {{{{steps.train.model}}}}.");

        var version = await catalog.GetAsync(named, cancellation);
        var champion = await models.FindAsync(name, null, cancellation);
        var (promotes, why) = await DecideAsync(step, version, champion, arguments.OptionalText("if"), cancellation);
        if (promotes && champion?.Number != number)
            await actions.PromoteAsync(named, $"{why} By the job run {step.JobRun}.", JobEntries.Presage, cancellation);

        return new Dictionary<string, string>
        {
            [WorkOutputs.Model] = $"{version.Name}@{version.Number}",
            ["promoted"] = promotes ? "true" : "false",
            ["why"] = why,
        };
    }

    private async Task<(bool Promotes, string Why)> DecideAsync(
        DoStep step, ModelVersion version, ModelVersion? champion, string? condition, CancellationToken cancellation)
    {
        if (champion?.Number == version.Number)
            return (true, "It is the champion already.");
        if (condition == Always)
            return (true, "It is promoted whatever its figures are.");

        var comparison = await ComparisonAsync(step, version, cancellation);
        if (condition != Better && (comparison?.Skilled ?? SkilledOf(version)) is not true)
            return (false, "It is not known to be better than chance on its test block.");
        if (champion is null)
            return (true, "There is no champion.");
        if (comparison is null)
            return (false, $"It was never compared with version {champion.Number}, the champion.");
        if (comparison.Champion != champion.Number)
            return (
                false,
                $"It was compared with version {comparison.Champion} when it was trained, and now version {champion.Number} is the "
                + "champion.");

        return (comparison.Better, comparison.Why);
    }

    /// <summary>What the training said that this job run has done; otherwise the one that has made the version.</summary>
    private async Task<ChampionComparison?> ComparisonAsync(DoStep step, ModelVersion version, CancellationToken cancellation)
    {
        var model = $"{version.Name}@{version.Number}";
        var run = (await jobRuns.FindAsync(step.JobRun, cancellation))?.Steps
            .LastOrDefault(other => other.State == StepState.Succeeded && other.Outputs.GetValueOrDefault(WorkOutputs.Model) == model)?.Run;
        return await TrainedAsync(run, model, cancellation) ?? await TrainedAsync(version.Run, model, cancellation);
    }

    private async Task<ChampionComparison?> TrainedAsync(string? id, string model, CancellationToken cancellation) =>
        id is not null && await runs.FindAsync(id, cancellation) is { Kind: RunKinds.Train, Result: { } text }
            && Json.Read<TrainResult>(text) is var result && $"{result.Model}@{result.Version}" == model
                ? result.Selection?.Comparison : null;

    private static bool? SkilledOf(ModelVersion version) =>
        version.ReadMetrics().GetValueOrDefault("test")?.Skill?.BetterThanChance;
}
