using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Runs;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>What a run waits for, as broker and store say: nobody takes its messages, or whoever takes them uses another store.</summary>
internal sealed class RunWaiting(
    BrokerQueues broker, BrokerPulse pulse, BrokerState state, MessagingOptions options, SeenWorkers workers, IStoreTopology store)
{
    public const string NobodyConsumes = "nobody-consumes";
    public const string NoWorker = "no-worker";
    public const string NotInStore = "not-in-store";
    public const string BrokerSilent = "broker-silent";
    public const string BrokerBlocked = "broker-blocked";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What a run that is not in the store may wait for.</summary>
    /// <param name="isAsked">Whether it was asked for, so that it ought to be there by now.</param>
    public Task<WaitingRun?> FindUnknownAsync(string run, bool isAsked, CancellationToken cancellation)
    {
        var kind = RunIds.KindOf(run);
        var absent = isAsked ? $"The run has not appeared in the store {store.Name}" : null;
        return FindAsync(kind, isAsked ? RunQueues.First(kind) : null, absent, cancellation);
    }

    /// <returns>Null when somebody is at it, or one process does everything.</returns>
    /// <param name="stages">Those that are planned.</param>
    public Task<WaitingRun?> FindAsync(Run run, IReadOnlyList<StageProgress> stages, CancellationToken cancellation) =>
        FindAsync(run.Kind, RunQueues.ServiceOf(run.Kind, stages), null, cancellation);

    /// <param name="kind">Of the run; null where nothing is known of it.</param>
    /// <param name="service">Whose turn it is; null where that is not known.</param>
    /// <param name="absent">That the run is not there, as the beginning of a sentence.</param>
    private async Task<WaitingRun?> FindAsync(string? kind, string? service, string? absent, CancellationToken cancellation)
    {
        if (!broker.HasBroker)
            return null;

        // A broker tells only those who publish that it takes nothing, and a command that watches publishes nothing else. Whatever else the
        // pulse meets is told by those who need it.
        await pulse.BeatAsync(cancellation);
        if (state.Blocked is { } blocked)
            return new WaitingRun([], blocked.Sentence, [BrokerBlocked]);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var services = RunQueues.Of(kind).ToDictionary(taken => options.Named(taken.Key), taken => taken.Value);
        try
        {
            return await WithWorkersAsync(Of(await broker.LookAsync(services.Keys, patience.Token), services), cancellation)
                ?? await WithoutMessagesAsync(service, absent, cancellation);
        }
        catch (PresageException exception)
        {
            return new WaitingRun([], exception.Message, [BrokerSilent]);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WaitingRun([], $"The broker has not answered for {Patience.TotalSeconds:0} s.", [BrokerSilent]);
        }
    }

    /// <param name="services">The service of each queue.</param>
    public static WaitingRun? Of(IEnumerable<QueueFigures> queues, IReadOnlyDictionary<string, string> services)
    {
        var waiting = queues.Where(queue => queue is { Messages: > 0, Consumers: 0 })
            .Select(queue => new WaitingQueue(services[queue.Queue], queue.Queue, queue.Messages)).ToList();
        return waiting.Count == 0 ? null
            : new WaitingRun(waiting, string.Join(' ', waiting.GroupBy(queue => queue.Service).Select(Sentence)), [NobodyConsumes]);
    }

    /// <summary>Says also how long ago somebody was there who would consume.</summary>
    private async Task<WaitingRun?> WithWorkersAsync(WaitingRun? waiting, CancellationToken cancellation)
    {
        if (waiting is null)
            return null;

        var why = new List<string>();
        foreach (var service in waiting.Queues.Select(queue => queue.Service).Distinct())
            if (await workers.WhyNoneAsync(service, cancellation) is { } none)
                why.Add($"{SeenWorkers.NameOf(none)}.");

        return why.Count == 0 ? waiting
            : waiting with { Why = $"{waiting.Why} {string.Join(' ', why)}", Reasons = [NobodyConsumes, NoWorker] };
    }

    /// <summary>Nothing waits, so that somebody has its messages who may not be there any more, or uses another store.</summary>
    private async Task<WaitingRun?> WithoutMessagesAsync(string? service, string? absent, CancellationToken cancellation)
    {
        var why = service is null ? null : await workers.WhyNoneAsync(service, cancellation);
        if (absent is not null)
            return new WaitingRun([], $"{absent}{(why is null ? "" : $", and {why}")}: do the workers use it?", [NotInStore]);

        return why is null ? null
            : new WaitingRun([], $"{SeenWorkers.NameOf(why)}; start a process of it, or see why none is started.", [NoWorker]);
    }

    private static string Sentence(IGrouping<string, WaitingQueue> service)
    {
        var messages = service.Sum(queue => queue.Messages);
        return $"{service.Key}: {messages} {(messages == 1 ? "message waits" : "messages wait")} and nobody consumes; "
            + "start a process of it, or see why none is started.";
    }
}
