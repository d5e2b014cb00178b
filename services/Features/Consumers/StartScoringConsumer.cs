using MassTransit;
using Presage.Contracts;
using Presage.Features.Planning;
using Presage.Hosting;
using Presage.Hosting.Messaging.Public;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

public sealed class StartScoringConsumer(RunTracker runs, ScoringPlanner planner, FeatureStage stage) : IConsumer<StartScoring>
{
    public async Task Consume(ConsumeContext<StartScoring> context)
    {
        var request = context.Message;
        var cancellation = context.CancellationToken;
        if (await runs.BeginAsync(
            RunKinds.Score, request, context.MessageId, request.Dataset ?? "", Utc.Of(request.From), Utc.Of(request.To),
            cancellation) is { } run)
            await stage.PlanAsync(context, run, () => planner.PlanAsync(request, cancellation));
    }

    internal sealed class Definition : ConsumerDefinition<StartScoringConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<StartScoringConsumer> consumer, IRegistrationContext context) =>
            PublicEndpoint.Configure(endpoint, context);
    }
}
