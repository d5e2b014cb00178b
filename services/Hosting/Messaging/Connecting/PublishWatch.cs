using MassTransit;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// Learns from what is published: a missing right to write is met there and nowhere else. What is published while the broker takes no
/// messages waits here, so that whoever gives up is told the reason.
/// </summary>
internal sealed class PublishWatch(BrokerState state, MessagingOptions options) : IPublishObserver, ISendObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Taken();

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Refused(exception);

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Taken();

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Refused(exception);

    private Task Taken()
    {
        state.Published(null);
        return Task.CompletedTask;
    }

    /// <summary>
    /// What is about the connection is found out by whoever makes one, and a message that nobody takes is no trouble of the broker.
    /// </summary>
    private Task Refused(Exception exception)
    {
        if (BrokerRefusal.Of(exception, options) is { Trouble: BrokerTrouble.Right } refusal)
            state.Published(refusal);

        return Task.CompletedTask;
    }
}

internal static class PublishWatchExtensions
{
    public static void UseBrokerState(this IBusFactoryConfigurator transport, BrokerState state)
    {
        transport.ConfigurePublish(pipe => pipe.UseExecuteAsync(publish => state.PassAsync(publish.CancellationToken)));
        transport.ConfigureSend(pipe => pipe.UseExecuteAsync(send => state.PassAsync(send.CancellationToken)));
    }
}
