using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Training.Data;
using Presage.Training.Sweeps;

namespace Presage.Training.Consumers;

public sealed class PlanTrialsConsumer(RunTracker tracker, IRuns runs, SweepStages sweep)
    : IConsumer<TrainingFeaturesBuilt>, IConsumer<FeaturesBuilt>
{
    private const int FirstRung = 0;

    public Task Consume(ConsumeContext<TrainingFeaturesBuilt> context) => PlanAsync(context, context.Message.RunId);

    /// <summary>What a process of an earlier version has published.</summary>
    public Task Consume(ConsumeContext<FeaturesBuilt> context) =>
        context.Message.Purpose == RunPlan.Training ? PlanAsync(context, context.Message.RunId) : Task.CompletedTask;

    private async Task PlanAsync(ConsumeContext context, string id)
    {
        var cancellation = context.CancellationToken;
        if (await tracker.FindBuiltAsync(id, cancellation) is not { } run)
            return;

        var slices = await runs.SlicesAsync(run.Id, Stages.Features, cancellation);
        var plan = RunTracker.PlanOf<RunPlan>(run);

        // The run was set running again just now; this message comes again when its features are there again.
        if (slices.Count < plan.Slices.Count)
            return;

        EnoughToLearn.Check(plan, [.. slices.Select(slice => Json.Read<FeatureSlice>(slice.Result!))]);
        await sweep.PlanAsync(context, run, FirstRung);
    }
}
