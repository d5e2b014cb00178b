using MassTransit;
using Presage.Contracts;
using Presage.Features.Planning;
using Presage.Hosting;
using Presage.Hosting.Messaging.Public;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

public sealed class StartTrainingConsumer(RunTracker runs, TrainingPlanner planner, FeatureStage stage) : IConsumer<StartTraining>
{
    public async Task Consume(ConsumeContext<StartTraining> context)
    {
        var request = context.Message;
        var cancellation = context.CancellationToken;
        if (await runs.BeginAsync(
            RunKinds.Train, request, context.MessageId, request.Dataset ?? "", Utc.Of(request.From), Utc.Of(request.To),
            cancellation) is { } run)
            await stage.PlanAsync(context, run, () => planner.PlanAsync(request, cancellation));
    }

    internal sealed class Definition : ConsumerDefinition<StartTrainingConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<StartTrainingConsumer> consumer, IRegistrationContext context) =>
            PublicEndpoint.Configure(endpoint, context);
    }
}
