using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Hosting.Errors;
using Presage.Hosting.Faults;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Observability;
using Presage.Hosting.Runs;

namespace Presage.Hosting.Endpoints;

/// <summary>
/// Around every attempt of a consumer: measures how long the message waited, makes what is done part of the run's trace and what is logged
/// say which run it is about, and fails the run when the message fails for good. Retries lie around every other filter of an endpoint, so
/// it has to know which attempt is the last.
/// </summary>
internal sealed class RunFilter<T>(
    RunTracker runs, RunDataSets datasets, PresageMetrics metrics, TimeProvider clock, MessagingOptions options, MessageDelay delay,
    ILogger<RunFilter<T>> log)
    : IFilter<ConsumeContext<T>>
    where T : class
{
    /// <summary>Whoever listens to events that are told to others does nothing that the run needs.</summary>
    private static readonly bool IsOfRun = !PublishRules.Answers.Contains(typeof(T));

    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        if (context.SentTime is { } sent && context.GetRetryAttempt() == 0)
            metrics.MessageTaken(typeof(T).Name, TimeSpan.FromTicks(Math.Max(0, (clock.GetUtcNow().UtcDateTime - sent).Ticks)));

        if (context.Message is IRunMessage message && (message.RunId ?? context.MessageId?.ToString()) is not null)
            await OfRunAsync(RunIds.Of(message, context.MessageId), context, next);
        else
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("run");

    private async Task OfRunAsync(string run, ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        using var activity = RunTrace.Start(typeof(T).Name, run);
        var scope = new RunScope(run);
        using var opened = log.BeginScope(scope);
        context.AddOrUpdatePayload(() => scope, _ => scope);
        try
        {
            if (!await datasets.IsThereAsync<T>(run, context.CancellationToken))
            {
                Log.RunIsDeleted(log, typeof(T).Name, run);

                // What nothing has consumed would be put aside.
                await context.NotifyConsumed(context.ReceiveContext.ElapsedTime, nameof(RunFilter<>));
                return;
            }

            if (log.IsEnabled(LogLevel.Information))
                scope.Dataset = await datasets.FindAsync(run, context.Message, context.CancellationToken);

            await next.Send(context);
        }
        catch (Exception exception) when (IsLast(context, exception))
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            if (IsOfRun && !RunErrors.IsStray(exception) && await runs.FailAsync(run, exception, context.CancellationToken) is { } failed)
                await context.PublishOnceAsync(failed);

            throw;
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            Log.TriedAgain(log, typeof(T).Name, run, context.GetRetryAttempt() + 1, Failure.Of(exception).Message);
            throw;
        }
    }

    /// <summary>
    /// A broker's client says that what it waited for over a connection that is gone was cancelled. Nobody here has cancelled that, and it
    /// is tried again as anything else that nobody has foreseen.
    /// </summary>
    private bool IsLast(ConsumeContext<T> context, Exception exception) => exception switch
    {
        OperationCanceledException when context.CancellationToken.IsCancellationRequested => false,
        _ when !Transience.IsTransient(exception) => true,
        _ when MessageHistory.DelaysOf(context.ReceiveContext.TransportHeaders) < delay.Count => false,
        _ => !Transience.IsBrief(exception) || context.GetRetryAttempt() >= options.Retries,
    };
}
