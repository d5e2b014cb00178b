using System.Security.Cryptography;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Scenarios;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Results;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Training.Data;
using Presage.Training.Sweeps;

namespace Presage.Training.Registration;

/// <summary>Makes the model of the best trial and puts it into the registry.</summary>
public sealed class ModelRegistrar(
    DataSetCatalog catalog, IRuns runs, IFeatureSets features, IModels models, SweepLedger ledger, TrainingCache cache,
    TrainerCatalog trainers, PromotionDecider promotions, TrainingOptions options, TimeProvider clock)
{
    internal async Task<SelectedModel> RegisterAsync(Run run, CancellationToken cancellation)
    {
        var plan = RunTracker.PlanOf<RunPlan>(run);
        var request = Json.Read<StartTraining>(run.Request);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        var set = await cache.GetAsync(run, plan, cancellation);
        var settings = new SelectionSettings(EvaluationSettings.Of(scenario), options.AlarmsPerWeek);

        var sweep = SweepRequest.Of(request, trainers);
        var rungs = await ledger.ReadAsync(run.Id, sweep, sweep.Shares.Count, cancellation);
        var trials = TrialSummaries.Of(sweep, rungs);
        var best = ModelSelection.Best([.. rungs[^1].Select(trial => trial.Result).OfType<TrialResult>()]);
        var finished = ModelSelection.Finish(
            trainers.Create(best.Spec.Algorithm), set.Data, set.Split, best, settings, request.Seed, options.Threads, cancellation,
            cache.FitOf(run.Id, best));

        var metrics = new Dictionary<string, EvaluationFigures>
        {
            ["calibrate"] = finished.Calibrate.ToFigures(),
            ["test"] = finished.Test.ToFigures(),
        };
        var version = await StoreAsync(run, plan, request, scenario, set, finished, metrics, cancellation);
        var parts = await FeatureParts.OfAsync(runs, features, run, options.Threads, cancellation);
        var (decision, comparison) = await promotions.DecideAsync(version, finished, set, parts, settings.Evaluation, cancellation);
        var result = new TrainResult(
            run.Id, version.Name, version.Number, version.Algorithm, version.Preset, finished.Rows, Named(scenario, finished.Positives),
            Named(scenario, finished.Model.Thresholds), metrics, decision.Promote || version.IsChampion, string.Join(' ', decision.Reasons),
            trials, FeatureImportance.Of(finished.Model.Columns, finished.Importance), 0)
        {
            Notices =
            [
                .. plan.Notices,
                .. SelectionNotices.Of(scenario.Components, set.Split, finished),
                .. trials.Count(trial => trial.Skipped ?? false) is > 0 and var skipped
                    ? [new Notice("budget-spent", $"The budget was spent before {skipped} of {trials.Count} trials could start.")]
                    : Array.Empty<Notice>(),
                .. scenario.Components.Where((_, c) => finished.Positives[c] == finished.Rows).Select(component => new Notice(
                    "all-failing", $"A failure of {component} follows every row of training within the horizon: nothing can be learnt.")),
                .. InputCaveats.Of(scenario, finished.Model.Columns, finished.Model.Baseline),
                .. UnknownNotices.Of(parts.Unknown, "learnt from", TimeSpan.FromHours(plan.HorizonHours)),
                .. UnknownNotices.OfPartly(parts.Unknown, finished.Positives.Sum(), scenario.Observation.FailureEndsLife),
                .. SkillNotices.Of(finished.Test, "in the test block", tellsFew: false),
                .. finished.IsJudgedByFolds ? SkillNotices.OfChance(finished.Calibrate, "in the folds") : [],
                .. ScenarioReview.Of(scenario).Select(notice => new Notice(notice.Code, notice.Message))
                    .Concat(EventNotices.Of(scenario.Costs, UnixTime.ToTimeSpan(set.Data.Horizon)))
                    .DistinctBy(notice => notice.Code),
            ],
            Unknown = parts.Unknown.Rows,
            Selection = SelectionSummaries.Of(scenario.Components, set.Split, finished) with
            {
                Comparison = comparison,
            },
        };
        return new SelectedModel(result, decision.Promote, clock.GetUtcNow().UtcDateTime);
    }

    private async Task<ModelVersion> StoreAsync(
        Run run, RunPlan plan, StartTraining request, Scenario scenario, TrainingSet set, FinishedModel finished,
        Dictionary<string, EvaluationFigures> metrics, CancellationToken cancellation)
    {
        var lineage = Lineages.Of(run.Id, plan, request, scenario, set, finished.Trial.Spec, options.AlarmsPerWeek);
        var artifact = finished.Model.ToBytes();
        var version = new ModelVersion(
            request.Model ?? plan.Dataset, 0, LineageKey.Of(lineage), Convert.ToHexStringLower(SHA256.HashData(artifact)),
            lineage.Algorithm, plan.Preset,
            plan.Dataset, run.Id, clock.GetUtcNow().UtcDateTime, Json.Write(lineage), Json.Write(metrics),
            Named(scenario, finished.Model.Thresholds));
        return await models.RegisterAsync(version, artifact, cancellation);
    }

    private static Dictionary<string, T> Named<T>(Scenario scenario, IReadOnlyList<T> values) =>
        scenario.Components.Zip(values).ToDictionary();
}
