using MassTransit;
using Presage.Hosting.Runs;

namespace Presage.Application.Runs;

/// <summary>
/// The latest message that failed for good in this process. The ledger says so too, unless the ledger itself is what failed; who waits
/// for a run must not wait for ever then.
/// </summary>
public sealed class LocalFailures(RunNews news) : IReceiveObserver
{
    private volatile Exception? _latest;

    public Exception? Latest => _latest;

    /// <summary>Forgets what belongs to earlier work.</summary>
    public void Clear() => _latest = null;

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Remember(exception);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Remember(exception);

    private Task Remember(Exception exception)
    {
        _latest = exception;
        news.Tell(null);
        return Task.CompletedTask;
    }
}
