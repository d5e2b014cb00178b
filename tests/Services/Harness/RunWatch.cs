using MassTransit;
using Presage.Storage.Runs;

namespace Presage.Tests.Services.Harness;

/// <summary>Waits for runs to end: looks each time that a message has been worked on.</summary>
internal sealed class RunWatch(IRuns runs) : IConsumeObserver
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

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => Signal();

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Signal();

    private Task Signal()
    {
        Interlocked.Exchange(ref _next, NewSource()).SetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
