using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage.Runs;

namespace Presage.Monitoring.Consumers;

public sealed class EvaluateSliceConsumer(SliceRunner slices, SliceEvaluator evaluator, EvaluationEnd end) : IConsumer<EvaluateSlice>
{
    public Task Consume(ConsumeContext<EvaluateSlice> context) => slices.RunAsync(
        context,
        Stages.Evaluate,
        context.Message.Slice,
        run => EvaluateAsync(context, RunTracker.PlanOf<EvaluationPlan>(run)),
        (run, _) => end.CompleteAsync(context, run, RunTracker.PlanOf<EvaluationPlan>(run)));

    private async Task<SliceOutcome> EvaluateAsync(ConsumeContext<EvaluateSlice> context, EvaluationPlan plan)
    {
        var part = await evaluator.EvaluateAsync(plan, context.Message.First, context.Message.Count, context.CancellationToken);
        return new SliceOutcome(part.Rows, Json.Write(part));
    }

    internal sealed class Definition : ConsumerDefinition<EvaluateSliceConsumer>
    {
        public Definition(MonitoringOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}
