using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Evaluation;
using Presage.Hosting;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;
using Presage.Hosting.Results;
using Presage.Hosting.Retention;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Monitoring;

/// <summary>Ends an evaluation whose slices are all judged.</summary>
public sealed class EvaluationEnd(
    RunTracker tracker, IRuns runs, SliceEvaluator evaluator, IPredictions predictions, RetentionNotices retention, PresageMetrics metrics,
    ILogger<EvaluationEnd> log)
{
    public async Task CompleteAsync(ConsumeContext context, Run run, EvaluationPlan plan)
    {
        var cancellation = context.CancellationToken;
        var slices = (await runs.SlicesAsync(run.Id, Stages.Evaluate, cancellation))
            .Select(slice => EvaluatedSlice.Read(slice.Result!)).ToList();
        var results = await predictions.FindAsync(plan.Results, cancellation);
        var settings = await evaluator.SettingsAsync(plan, results, cancellation);
        var part = EvaluationPart.Merge([.. slices.Select(slice => slice.Part)]);
        var judged = EvaluationMetrics.Of(part, settings);
        var figures = judged.ToFigures();

        await context.PublishOnceAsync(new EvaluationCompleted(run.Id, plan.Dataset, plan.Results, figures.F1, figures.Events.Recall));
        Log.Evaluated(log, plan.Results, figures.F1, figures.Events.Recall, run.Id, plan.Dataset);
        metrics.Evaluated(plan.Dataset, plan.Results, figures.Precision, figures.Recall, figures.F1, figures.Events.Recall);
        var result = new EvaluateResult(
            run.Id, plan.Results, figures.Rows, figures.Unlabelled, figures.Confusion, figures.Accuracy, figures.Precision,
            figures.Recall, figures.F1,
            figures.Components, figures.Events, tracker.SecondsOf(run))
        {
            Skill = figures.Skill,
            Notices =
            [
                .. VersionNotices.Of(VersionRows.Merge(slices.SelectMany(slice => slice.Versions))),
                .. results is null ? [] : EventNotices.Of(settings.Costs, results.Horizon),
                .. SkillNotices.Of(judged, "in the judged rows"),
                .. results is null ? [] : UnknownNotices.Of(part.Unknown, "judged", results.Horizon),
                .. await retention.OfPredictionsAsync(plan.Results, DateTime.MinValue, cancellation),
            ],
        };
        await tracker.SucceedAsync(run, result, cancellation);
    }
}
