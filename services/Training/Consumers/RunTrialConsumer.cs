using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Training.Sweeps;

namespace Presage.Training.Consumers;

public sealed class RunTrialConsumer(SliceRunner slices, TrialJudge judge, SweepStages stages, Turns turns) : IConsumer<RunTrial>
{
    public async Task Consume(ConsumeContext<RunTrial> context)
    {
        using var turn = await turns.WaitForTrainingAsync(context.CancellationToken);
        await slices.RunAsync(
            context,
            Stages.TrialsOf(context.Message.Rung),
            context.Message.Slice,
            (run, cancellation) => judge.JudgeAsync(run, context.Message, cancellation),
            (run, _) => stages.CompleteAsync(context, run, context.Message.Rung));
    }

    internal sealed class Definition : ConsumerDefinition<RunTrialConsumer>
    {
        public Definition(MessagingOptions options)
        {
            EndpointName = options.Named(TrainingEndpoint.Name);
            ConcurrentMessageLimit = 1;
        }

        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RunTrialConsumer> consumerConfigurator,
            IRegistrationContext context) =>
            TrainingEndpoint.Configure(endpointConfigurator);
    }
}
