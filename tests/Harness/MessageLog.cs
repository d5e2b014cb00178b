using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MassTransit;

namespace Presage.Tests.Harness;

/// <summary>
/// Every message that was published, and whether all of them have been dealt with: each is counted for every consumer there is of it when
/// it is published, and down when the consumer's queue is done with it, so that the count is zero only when nothing is left to happen.
/// </summary>
public sealed class MessageLog(IReadOnlyDictionary<Type, int> consumers) : IPublishObserver, IReceiveObserver
{
    private readonly ConcurrentQueue<(object Message, Guid Id)> _published = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly ConditionalWeakTable<ReceiveContext, object> _dealtWith = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _outstanding;

    public IReadOnlyList<(object Message, Guid Id)> Published => [.. _published];

    /// <summary>What consumers have thrown.</summary>
    public IReadOnlyList<Exception> Failures => [.. _failures];

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

    public Task PostReceive(ReceiveContext context) => DealtWith(context);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => DealtWith(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        _failures.Enqueue(exception);
        return Task.CompletedTask;
    }

    /// <summary>A message that failed is reported as failed, and then as received once it is kept as a fault.</summary>
    private Task DealtWith(ReceiveContext context)
    {
        if (_dealtWith.TryAdd(context, this))
            Count(-1);

        return Task.CompletedTask;
    }

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
