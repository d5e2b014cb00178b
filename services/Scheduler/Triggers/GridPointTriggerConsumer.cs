using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Jobs.Decisions;

namespace Presage.Scheduler.Triggers;

/// <summary>Readings have passed a point of a data set's grid.</summary>
internal sealed class GridPointTriggerConsumer(LiveJobs live, TriggerPulls pulls) : IConsumer<GridPointPassed>
{
    public async Task Consume(ConsumeContext<GridPointPassed> context)
    {
        var message = context.Message;
        await live.EnsureAsync(message.Dataset, context.CancellationToken);
        await pulls.PullAsync(
            new GridPointCame(message.Dataset, Utc.Of(message.From), Utc.Of(message.Point)), context.CancellationToken);
    }
}
