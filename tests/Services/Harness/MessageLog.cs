using System.Collections.Concurrent;
using MassTransit;

namespace Presage.Tests.Services.Harness;

/// <summary>
/// Every message that was published, and whether all of them have been dealt with: each is counted for every consumer there is of it when it is published, and down when
/// the consumer's queue is done with it, so that the count is zero only when nothing is left to happen.
/// </summary>
internal sealed class MessageLog(IReadOnlyDictionary<Type, int> consumers) : IPublishObserver, IReceiveObserver
{
    private readonly ConcurrentQueue<(object Message, Guid Id)> _published = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _outstanding;

    public IReadOnlyList<(object Message, Guid Id)> Published => [.. _published];

    public IReadOnlyList<T> Of<T>() => [.. _published.Select(published => published.Message).OfType<T>()];

    /// <summary>Done when every message has been dealt with, and those that followed from it.</summary>
    public Task SettledAsync()
    {
        lock (_lock)
        {
            return _outstanding == 0 ? Task.CompletedTask : _settled.Task;
        }
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        _published.Enqueue((context.Message, context.MessageId!.Value));
        Count(consumers.GetValueOrDefault(typeof(T)));
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
    {
        Count(-consumers.GetValueOrDefault(typeof(T)));
        return Task.CompletedTask;
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context)
    {
        Count(-1);
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        Count(-1);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    private void Count(int change)
    {
        lock (_lock)
        {
            _outstanding += change;
            if (_outstanding != 0)
                return;

            _settled.TrySetResult();
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
