using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Ingestion.Loading;
using Presage.Ingestion.Planning;

namespace Presage.Ingestion.Consumers;

internal sealed class IngestSliceConsumer(SliceRunner slices, SliceTurns turns, SliceLoader loader, IngestStages stages) : IConsumer<IngestSlice>
{
    public async Task Consume(ConsumeContext<IngestSlice> context)
    {
        var message = context.Message;
        var stage = IngestStages.StageOf(SourceExtensions.Parse(message.Source));
        using var turn = await turns.WaitAsync($"{message.RunId}/{stage}/{message.Slice}", context.CancellationToken);
        await slices.RunAsync(
            context,
            stage,
            message.Slice,
            (run, cancellation) => loader.LoadAsync(run, RunTracker.PlanOf<IngestPlan>(run).SlicesOf(stage)[message.Slice], cancellation),
            (run, _) => stages.GoOnAsync(context, run, RunTracker.PlanOf<IngestPlan>(run), stage));
    }

    internal sealed class Definition : ConsumerDefinition<IngestSliceConsumer>
    {
        public Definition(IngestionOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}
