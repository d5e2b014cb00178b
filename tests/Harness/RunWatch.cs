using MassTransit;
using Presage.Storage;

namespace Presage.Tests.Harness;

/// <summary>Waits for runs to end: looks each time that a queue is done with a message, with all that stands around its consumer.</summary>
public sealed class RunWatch(IRuns runs) : IReceiveObserver
{
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    private TaskCompletionSource _next = NewSource();

    public async Task<Run> EndOfAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            var next = _next.Task;
            if (await runs.FindAsync(id, cancellation) is { State: not RunState.Running } run)
                return run;

            await next.WaitAsync(s_hang, cancellation);
        }
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Signal();

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Signal();

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    private Task Signal()
    {
        Interlocked.Exchange(ref _next, NewSource()).SetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
