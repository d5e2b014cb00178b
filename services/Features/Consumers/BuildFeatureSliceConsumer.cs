using MassTransit;
using Presage.Contracts;
using Presage.Features.Planning;
using Presage.Features.Slices;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

public sealed class BuildFeatureSliceConsumer(SliceRunner slices, FeatureSliceBuilder builder, FeatureSetRelease features)
    : IConsumer<BuildFeatureSlice>
{
    public async Task Consume(ConsumeContext<BuildFeatureSlice> context)
    {
        var (id, slice, first, count) = context.Message;
        await slices.RunAsync(
            context,
            Stages.Features,
            slice,
            (run, cancellation) => builder.BuildAsync(run.FeatureSet, RunTracker.PlanOf<RunPlan>(run), slice, first, count, cancellation),
            (run, progress) => FeatureStage.CompleteAsync(context, run.Id, RunTracker.PlanOf<RunPlan>(run), progress));
        await features.ReleaseAsync(id, context.CancellationToken);
    }

    internal sealed class Definition : ConsumerDefinition<BuildFeatureSliceConsumer>
    {
        public Definition(FeaturesOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}
