using MassTransit;
using Presage.Contracts;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage.Runs;
using Presage.Training.Data;

namespace Presage.Training.Consumers;

public sealed class PlanTrialsConsumer(RunTracker tracker, IRuns runs, StagePlanner stages, TimeProvider clock) : IConsumer<FeaturesBuilt>
{
    public async Task Consume(ConsumeContext<FeaturesBuilt> context)
    {
        var built = context.Message;
        var cancellation = context.CancellationToken;
        if (built.Purpose != RunPlan.Training || await tracker.FindRunningAsync(built.RunId, cancellation) is not { } run)
            return;

        var slices = await runs.SlicesAsync(run.Id, Stages.Features, cancellation);
        EnoughToLearn.Check(RunTracker.PlanOf<RunPlan>(run), [.. slices.Select(slice => Json.Read<FeatureSlice>(slice.Result!))]);

        var request = Json.Read<StartTraining>(run.Request);
        var trials = SearchSpace.Trials(request.Algorithm, request.Trials, request.Seed);
        await runs.PlanStageAsync(run.Id, Stages.Select, 1, clock.GetUtcNow().UtcDateTime, cancellation);
        await stages.PlanAsync(
            context,
            run,
            Stages.Trials,
            trials.Count,
            trial => new RunTrial(run.Id, trial, trials[trial].Algorithm, trials[trial].Parameters),
            _ => context.PublishOnceAsync(new SelectModel(run.Id)));
    }
}
