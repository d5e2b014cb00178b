using MassTransit;

namespace Presage.Cli.Execution;

/// <summary>
/// Remembers the latest message that failed for good. The ledger says so too, unless the ledger itself is what failed; a command must not wait for ever then.
/// </summary>
internal sealed class FaultWatch : IReceiveObserver
{
    private volatile Exception? _latest;

    public Exception? Latest => _latest;

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
        return Task.CompletedTask;
    }
}
