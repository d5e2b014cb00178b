using MassTransit;
using MassTransit.RabbitMqTransport;
using Presage.Contracts;
using RabbitMQ.Client;

namespace Presage.Hosting.Messaging.Public;

/// <summary>
/// Gives a request that names neither its run nor itself a message id, by sending it to its queue once more: a delivery that is repeated
/// from then on is known to be the same request. An id that is no UUID becomes one that follows from it.
/// </summary>
public sealed class MessageIdFilter<T> : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        if (context.MessageId is not null || context.Message is not (IRunMessage { RunId: null } or StartJob { Token: null })
            || !context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery))
        {
            await next.Send(context);
            return;
        }

        await SendAgainAsync(context.ReceiveContext, delivery, context.CancellationToken);

        // What nothing has consumed would be put aside.
        await context.NotifyConsumed(context.ReceiveContext.ElapsedTime, nameof(MessageIdFilter<>));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("message-id");

    private static async Task SendAgainAsync(ReceiveContext context, RabbitMqBasicConsumeContext delivery, CancellationToken cancellation)
    {
        var properties = new BasicProperties(delivery.Properties)
        {
            MessageId = IdFrom(delivery.Properties.MessageId).ToString(),
            DeliveryMode = DeliveryModes.Persistent,
        };
        var channel = context.GetPayload<ChannelContext>();
        await PublishTimeout.LimitAsync(
            token => channel.PublishConfirmedAsync(context.Queue(), "", properties, context.GetBody(), token), cancellation);
    }

    private static Guid IdFrom(string? id) => string.IsNullOrEmpty(id) ? NewId.NextGuid() : MessageIds.Of(id, typeof(T).Name, "");
}
