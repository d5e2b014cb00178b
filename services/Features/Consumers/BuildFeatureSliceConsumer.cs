using MassTransit;
using Presage.Contracts;
using Presage.Features.Planning;
using Presage.Features.Slices;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

public sealed class BuildFeatureSliceConsumer(SliceRunner slices, FeatureSliceBuilder builder) : IConsumer<BuildFeatureSlice>
{
    public Task Consume(ConsumeContext<BuildFeatureSlice> context)
    {
        var (_, slice, first, count) = context.Message;
        return slices.RunAsync(
            context,
            Stages.Features,
            slice,
            run => builder.BuildAsync(run.Id, RunTracker.PlanOf<RunPlan>(run), slice, first, count, context.CancellationToken),
            (run, progress) => FeatureStage.CompleteAsync(context, run.Id, RunTracker.PlanOf<RunPlan>(run), progress));
    }

    internal sealed class Definition : ConsumerDefinition<BuildFeatureSliceConsumer>
    {
        public Definition(FeaturesOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}
