using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Training.Sweeps;

namespace Presage.Training.Consumers;

public sealed class RunTrialConsumer(SliceRunner slices, TrialJudge judge, SweepStages stages, TrainingTurn training) : IConsumer<RunTrial>
{
    public Task Consume(ConsumeContext<RunTrial> context) => training.TakeAsync(() => RunAsync(context), context.CancellationToken);

    private Task RunAsync(ConsumeContext<RunTrial> context) => slices.RunAsync(
        context,
        Stages.TrialsOf(context.Message.Rung),
        context.Message.Slice,
        (run, cancellation) => judge.JudgeAsync(run, context.Message, cancellation),
        (run, _) => stages.CompleteAsync(context, run, context.Message.Rung));

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
