using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Monitoring.Consumers;

public sealed class EvaluateSliceConsumer(SliceRunner slices, SliceEvaluator evaluator, EvaluationEnd end) : IConsumer<EvaluateSlice>
{
    public Task Consume(ConsumeContext<EvaluateSlice> context) => slices.RunAsync(
        context,
        Stages.Evaluate,
        context.Message.Slice,
        (run, cancellation) => EvaluateAsync(context.Message, RunTracker.PlanOf<EvaluationPlan>(run), cancellation),
        (run, _) => end.CompleteAsync(context, run, RunTracker.PlanOf<EvaluationPlan>(run)));

    private async Task<SliceOutcome> EvaluateAsync(EvaluateSlice message, EvaluationPlan plan, CancellationToken cancellation)
    {
        var evaluated = await evaluator.EvaluateAsync(plan, message.First, message.Count, cancellation);
        return new SliceOutcome(evaluated.Part.Rows, Json.Write(evaluated));
    }

    internal sealed class Definition : ConsumerDefinition<EvaluateSliceConsumer>
    {
        public Definition(MonitoringOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}
