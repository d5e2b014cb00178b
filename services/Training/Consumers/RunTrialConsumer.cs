using MassTransit;
using Presage.Contracts;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage.Runs;
using Presage.Training.Data;

namespace Presage.Training.Consumers;

public sealed class RunTrialConsumer(SliceRunner slices, TrainingCache cache, TrainingOptions options) : IConsumer<RunTrial>
{
    public Task Consume(ConsumeContext<RunTrial> context) => slices.RunAsync(
        context,
        Stages.Trials,
        context.Message.Slice,
        run => JudgeAsync(run, new TrialSpec(context.Message.Algorithm, context.Message.Parameters), context.CancellationToken),
        (run, _) => context.PublishOnceAsync(new SelectModel(run.Id)));

    private async Task<SliceOutcome> JudgeAsync(Run run, TrialSpec spec, CancellationToken cancellation)
    {
        var set = await cache.GetAsync(run.Id, RunTracker.PlanOf<RunPlan>(run), cancellation);
        var trainer = Trainers.Create(spec.Algorithm);
        var seed = Json.Read<StartTraining>(run.Request).Seed;
        var trial = ModelSelection.JudgeTrial(trainer, set.Data, set.Split, spec, seed, options.Threads, cancellation);
        cache.Remember(run.Id, trial);
        return new SliceOutcome(set.Split.TrainRows.Length, Json.Write(trial.Result));
    }

    internal sealed class Definition : ConsumerDefinition<RunTrialConsumer>
    {
        public Definition()
        {
            EndpointName = TrainingEndpoint.Name;
            ConcurrentMessageLimit = 1;
        }

        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RunTrialConsumer> consumerConfigurator, IRegistrationContext context) =>
            TrainingEndpoint.Configure(endpointConfigurator);
    }
}
