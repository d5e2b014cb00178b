using MassTransit;
using Presage.Contracts;
using Presage.Storage.FeatureSets;

namespace Presage.Features.Consumers;

/// <summary>Deletes the feature rows of a run that has failed; nobody will ask for them.</summary>
public sealed class DiscardFeaturesConsumer(IFeatureSets features) : IConsumer<RunFailed>
{
    public Task Consume(ConsumeContext<RunFailed> context) => features.DeleteAsync(context.Message.RunId, context.CancellationToken);
}
