using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Training.Sweeps;

namespace Presage.Training.Consumers;

public sealed class PlanRungConsumer(RunTracker tracker, SweepStages sweep) : IConsumer<PlanRung>
{
    public async Task Consume(ConsumeContext<PlanRung> context)
    {
        if (await tracker.FindBuiltAsync(context.Message.RunId, context.CancellationToken) is { } run)
            await sweep.PlanAsync(context, run, context.Message.Rung);
    }
}
