using System.Globalization;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>
/// Queues in which messages wait: what has lain there for the queue's time goes, by the broker's dead-lettering, to the queue that is named by its routing key. One queue
/// a time, since only the message at the head of a queue can expire.
/// </summary>
internal sealed class DelayQueues(IReadOnlyList<TimeSpan> delays) : IFilter<ChannelContext>
{
    public static string NameOf(TimeSpan delay) => string.Create(CultureInfo.InvariantCulture, $"presage-delay-{delay.TotalSeconds:0.###}s");

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        foreach (var delay in delays)
            await DeclareAsync(context, NameOf(delay), QueueArguments.Delay(delay));

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("delay-queues");

    private static async Task DeclareAsync(ChannelContext channel, string name, IReadOnlyDictionary<string, object?> arguments)
    {
        await channel.ExchangeDeclare(name, ExchangeType.Fanout, durable: true, autoDelete: false, new Dictionary<string, object>());
        await channel.QueueDeclare(name, durable: true, exclusive: false, autoDelete: false, arguments.ToDictionary(argument => argument.Key, argument => argument.Value!));
        await channel.QueueBind(name, name, "", new Dictionary<string, object>());
    }
}
