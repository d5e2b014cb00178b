using MassTransit;
using Presage.Contracts;
using Presage.Features.Planning;
using Presage.Hosting;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

public sealed class StartFeaturesConsumer(RunTracker runs, ExportPlanner planner, FeatureStage stage) : IConsumer<StartFeatures>
{
    public async Task Consume(ConsumeContext<StartFeatures> context)
    {
        var request = context.Message;
        var cancellation = context.CancellationToken;
        if (await runs.BeginAsync(
            RunKinds.Features, request, context.MessageId, request.Dataset ?? "", Utc.Of(request.From), Utc.Of(request.To),
            cancellation) is { } run)
            await stage.PlanAsync(context, run, () => planner.PlanAsync(request, cancellation));
    }
}
