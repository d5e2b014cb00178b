using System.Globalization;
using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>
/// Queues in which messages wait: what has lain there for the queue's time goes, by the broker's dead-lettering, to the queue that is named
/// by its routing key. One queue a time, since only the message at the head of a queue can expire.
/// </summary>
internal sealed class DelayQueues(QueueList queues, MessagingOptions options) : IFilter<ChannelContext>
{
    private const string Stem = "presage-delay-";

    public static string NameOf(MessagingOptions options, TimeSpan delay) =>
        options.Named(string.Create(CultureInfo.InvariantCulture, $"{Stem}{delay.TotalSeconds:0.###}s"));

    public static bool IsOne(MessagingOptions options, string queue) => queue.StartsWith(options.Named(Stem), StringComparison.Ordinal);

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        foreach (var delay in queues.MayDeclare ? options.BrokerDelays() : [])
        {
            var name = NameOf(options, delay);
            await context.DeclareFanoutAsync(name, context.CancellationToken);
            await context.DeclareQueueAsync(name, QueueArguments.Delay(delay), context.CancellationToken);
            await context.BindQueueAsync(name, name, context.CancellationToken);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("delay-queues");
}
