using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

/// <summary>Deletes the feature rows of a run that has failed; nobody will ask for them.</summary>
public sealed class DiscardFeaturesConsumer(FeatureSetRelease features) : IConsumer<RunFailed>
{
    public Task Consume(ConsumeContext<RunFailed> context) => features.ReleaseAsync(context.Message.RunId, context.CancellationToken);
}
