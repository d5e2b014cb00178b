using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Training.Data;
using Presage.Training.Sweeps;

namespace Presage.Training.Consumers;

public sealed class PlanTrialsConsumer(RunTracker tracker, IRuns runs, SweepStages sweep) : IConsumer<FeaturesBuilt>
{
    private const int FirstRung = 0;

    public async Task Consume(ConsumeContext<FeaturesBuilt> context)
    {
        var built = context.Message;
        var cancellation = context.CancellationToken;
        if (built.Purpose != RunPlan.Training || await tracker.FindBuiltAsync(built.RunId, cancellation) is not { } run)
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
