using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Ingestion.Completion;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Ingestion.Slices;
using Presage.Storage;

namespace Presage.Ingestion.Consumers;

internal sealed class IngestSliceConsumer(
    SliceRunner slices, Turns turns, IStoreTurns storeTurns, SliceLoader loader, IngestLedger ledger, IngestStages stages)
    : IConsumer<IngestSlice>
{
    public async Task Consume(ConsumeContext<IngestSlice> context)
    {
        var message = context.Message;
        var stage = StageOf(message);

        // Were a slice worked on twice at once, since it is delivered twice or two commands were given the same, the store would be right,
        // but each would count some of the other's rows as duplicates.
        var name = $"{message.RunId}/{stage}/{message.Slice}";
        using var turn = await turns.WaitAsync(name, context.CancellationToken);
        await using var storeTurn = await storeTurns.WaitAsync(name, context.CancellationToken);
        await slices.RunAsync(
            context,
            stage,
            message.Slice,
            async (run, cancellation) =>
            {
                var plan = RunTracker.PlanOf<IngestPlan>(run);
                var slice = (await ledger.SlicesAsync(run, plan, stage, cancellation))[message.Slice];
                return await loader.LoadAsync(run, slice, plan.ErrorBudget, cancellation);
            },
            (run, _) => stages.GoOnAsync(context, run, RunTracker.PlanOf<IngestPlan>(run), stage));
    }

    /// <summary>Messages of before there was the stage say which records the slice has instead.</summary>
    private static string StageOf(IngestSlice message) =>
        message.Stage ?? (message.Source == RecordKind.Machines.Name() ? Stages.IngestMachines : Stages.Ingest);

    internal sealed class Definition : ConsumerDefinition<IngestSliceConsumer>
    {
        public Definition(IngestionOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}
