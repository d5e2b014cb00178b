using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Features.Planning;

/// <summary>The stage that builds a run's features, whatever they are for.</summary>
public sealed class FeatureStage(RunTracker tracker, StagePlanner stages)
{
    /// <summary>Pins the run's plan, unless it has one, and sends its slices.</summary>
    public async Task PlanAsync(ConsumeContext context, Run run, Func<Task<RunPlan>> resolve)
    {
        var plan = run.Plan is null ? await tracker.PinAsync(run.Id, await resolve(), context.CancellationToken)
            : RunTracker.PlanOf<RunPlan>(run);
        int[] first = [0, .. plan.Slices];
        for (var slice = 1; slice < first.Length; slice++)
            first[slice] += first[slice - 1];

        await stages.PlanAsync(
            context,
            run,
            Stages.Features,
            plan.Slices.Count,
            slice => new BuildFeatureSlice(run.Id, slice, first[slice], plan.Slices[slice]),
            progress => CompleteAsync(context, run.Id, plan, progress));
    }

    public static Task CompleteAsync(ConsumeContext context, string run, RunPlan plan, StageProgress progress)
    {
        if (progress.Rows == 0)
            throw NoRows(plan);

        var (dataset, slices, rows) = (plan.Dataset, progress.Slices, progress.Rows);
        return plan.Purpose switch
        {
            RunPlan.Training => context.PublishOnceAsync(new TrainingFeaturesBuilt(run, dataset, slices, rows)),
            RunPlan.Scoring => context.PublishOnceAsync(new ScoringFeaturesBuilt(run, dataset, slices, rows)),
            _ => context.PublishOnceAsync(new FeaturesWritten(run, dataset, slices, rows)),
        };
    }

    private static PresageException NoRows(RunPlan plan) => new(
        ErrorKind.Invalid, "no-rows",
        $"There is no feature row after {plan.From:yyyy-MM-dd HH:mm} up to {plan.To:yyyy-MM-dd HH:mm}: "
        + "no machine has readings at a point of the grid there.",
        "Choose a longer range.");
}
