using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Observability;
using Presage.Hosting.Runs;

namespace Presage.Hosting.Messaging;

/// <summary>Around every consumer: measures how long the message waited, and fails the message's run when the message fails for good.</summary>
public sealed class RunFilter<T>(RunTracker runs, PresageMetrics metrics, TimeProvider clock) : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        if (context.SentTime is { } sent)
            metrics.MessageTaken(typeof(T).Name, clock.GetUtcNow().UtcDateTime - sent);

        try
        {
            await next.Send(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && context.Message is IRunMessage message)
        {
            metrics.Fault(typeof(T).Name);
            var failed = await runs.FailAsync(RunIds.Of(message, context.MessageId), exception, context.CancellationToken);
            if (failed is not null)
                await context.Publish(failed, context.CancellationToken);

            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("run");
}
