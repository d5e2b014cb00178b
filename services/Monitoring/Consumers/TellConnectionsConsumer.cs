using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Stores;
using Presage.Monitoring.Deliveries;
using Presage.Storage;

namespace Presage.Monitoring.Consumers;

/// <summary>
/// Has connections told of what they ask for. Its queue has a name of its own, since others take the same events for other ends.
/// </summary>
public sealed class TellConnectionsConsumer(Telling telling, AlarmEvents alarms, IJobRuns jobRuns, StoreTime time)
    : IConsumer<FailurePredicted>, IConsumer<JobRunEnded>, IConsumer<RunOverdue>
{
    public async Task Consume(ConsumeContext<FailurePredicted> context)
    {
        var cancellation = context.CancellationToken;
        var connections = (await telling.ConnectionsAsync(cancellation)).Where(connection => connection.Alarms.Count > 0).ToList();
        if (connections.Count == 0)
            return;

        var groups = connections.Exists(connection => connection.Alarms.Any(route => route.Groups.Count > 0));
        var facts = await alarms.FactsAsync(context.Message, groups, cancellation);
        await telling.TellAsync(
            AlarmEvents.EventOf(context.Message, facts.Priority),
            connections.Where(connection => connection.Alarms.Any(route => route.Fits(facts))), cancellation);
    }

    public async Task Consume(ConsumeContext<JobRunEnded> context)
    {
        var (ended, cancellation) = (context.Message, context.CancellationToken);
        if (ended.Outcome != "failed")
            return;

        var connections = (await telling.ConnectionsAsync(cancellation)).Where(connection => connection.Jobs.Fits(ended.Job)).ToList();
        if (connections.Count == 0)
            return;

        var run = await jobRuns.FindAsync(ended.JobRun, cancellation);
        var happened = JobEvents.Of(ended, run?.Repairs ?? 0, run?.EndedAt ?? await time.NowAsync(cancellation));
        await telling.TellAsync(happened, connections, cancellation);
    }

    public async Task Consume(ConsumeContext<RunOverdue> context) => await telling.TellAsync(
        JobEvents.Of(context.Message),
        (await telling.ConnectionsAsync(context.CancellationToken)).Where(connection => connection.Overdue.Fits(context.Message.Job)),
        context.CancellationToken);
}
