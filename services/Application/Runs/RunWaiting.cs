using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Runs;

namespace Presage.Application.Runs;

/// <summary>Whether a run waits because nobody takes its messages, as the broker says.</summary>
internal sealed class RunWaiting(BrokerQueues broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="kind">Of the run; null where nothing is known of it.</param>
    /// <returns>Null when somebody takes them, or there are none, or one process does everything.</returns>
    public async Task<WaitingRun?> FindAsync(string? kind, CancellationToken cancellation)
    {
        if (!broker.HasBroker)
            return null;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var services = RunQueues.Of(kind);
        try
        {
            return Of(await broker.LookAsync(services.Keys, patience.Token), services);
        }
        catch (PresageException exception)
        {
            return new WaitingRun([], exception.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WaitingRun([], $"The broker has not answered for {Patience.TotalSeconds:0} s.");
        }
    }

    /// <param name="services">The service of each queue.</param>
    public static WaitingRun? Of(IEnumerable<QueueFigures> queues, IReadOnlyDictionary<string, string> services)
    {
        var waiting = queues.Where(queue => queue is { Messages: > 0, Consumers: 0 })
            .Select(queue => new WaitingQueue(services[queue.Queue], queue.Queue, queue.Messages)).ToList();
        return waiting.Count == 0 ? null
            : new WaitingRun(waiting, string.Join(' ', waiting.GroupBy(queue => queue.Service).Select(Sentence)));
    }

    private static string Sentence(IGrouping<string, WaitingQueue> service)
    {
        var messages = service.Sum(queue => queue.Messages);
        return $"{service.Key}: {messages} {(messages == 1 ? "message waits" : "messages wait")} and nobody consumes; "
            + "start a process of it, or see why none is started.";
    }
}
