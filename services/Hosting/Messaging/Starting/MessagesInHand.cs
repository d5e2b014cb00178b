using System.Collections.Concurrent;
using MassTransit;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>The messages that this process is at work on.</summary>
public sealed class MessagesInHand : IReceiveObserver
{
    /// <summary>What fails is told twice, so that they are not merely counted.</summary>
    private readonly ConcurrentDictionary<ReceiveContext, bool> _messages = new(ReferenceEqualityComparer.Instance);

    public int Count => _messages.Count;

    public Task PreReceive(ReceiveContext context)
    {
        _messages[context] = true;
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Ended(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Ended(context);

    private Task Ended(ReceiveContext context)
    {
        _messages.TryRemove(context, out _);
        return Task.CompletedTask;
    }
}
