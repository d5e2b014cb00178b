using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Observability;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// What this process knows of its broker at this moment: why it cannot be used, and whether it takes messages. Who finds out says it here,
/// so that it is logged once and not each time that something fails by it.
/// </summary>
public sealed class BrokerState
{
    private readonly Lock _one = new();
    private readonly MessagingOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<BrokerState> _log;
    private readonly Gauge<int> _blockedGauge;
    private BrokerRefusal? _refusal;
    private BrokerRefusal? _publishing;
    private BrokerRefusal? _blocked;
    private TaskCompletionSource _free = Free();

    public BrokerState(MessagingOptions options, TimeProvider clock, IMeterFactory meters, ILogger<BrokerState> log)
    {
        (_options, _clock, _log) = (options, clock, log);
        _blockedGauge = meters.Create(PresageMetrics.MeterName).CreateGauge<int>(
            "presage.broker.blocked", "1", "Whether the broker takes no messages: 1 it does not, 0 it does.");
    }

    /// <summary>Why the broker cannot be used; null when it can, or nothing is known yet.</summary>
    public BrokerRefusal? Refusal => _refusal ?? _publishing;

    /// <summary>Why the broker takes no messages although it is there, such as that it is out of memory; null when it does.</summary>
    public BrokerRefusal? Blocked => _blocked;

    /// <summary>What stands in the way of the work at this moment; null when nothing does.</summary>
    public BrokerRefusal? Trouble => Refusal ?? Blocked;

    /// <summary>Since when that is so.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>A word for it: <c>connected</c>, <c>blocked</c>, <c>refused</c> or <c>away</c>.</summary>
    public string Word => Refusal is { } refusal ? refusal.NeedsPeople ? "refused" : "away" : Blocked is null ? "connected" : "blocked";

    /// <summary>Takes note of what a connection has met; null when it could be made.</summary>
    internal void Connected(BrokerRefusal? refusal) => Change(ref _refusal, refusal);

    /// <summary>Takes note of what a message that was published has met; null when it was taken.</summary>
    internal void Published(BrokerRefusal? refusal)
    {
        if (refusal is not null || _publishing is not null)
            Change(ref _publishing, refusal);
    }

    /// <summary>Takes note that the broker takes no more messages.</summary>
    /// <param name="reason">In the broker's words.</param>
    internal void Block(string reason)
    {
        lock (_one)
        {
            if (_blocked is not null)
                return;

            _free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Change(ref _blocked, new BrokerRefusal(
                BrokerTrouble.Blocked, ErrorKind.Unavailable, "broker-blocked",
                $"The broker {_options.BrokerName} takes no messages: {WordsOf(reason)}.",
                "Give it memory or disk, or see what fills its queues; it goes on by itself then."));
            _blockedGauge.Record(1);
        }
    }

    internal void Unblock()
    {
        lock (_one)
        {
            if (_blocked is null)
                return;

            Change(ref _blocked, null);
            _blockedGauge.Record(0);
            _free.TrySetResult();
        }
    }

    /// <summary>Waits while the broker takes no messages, before one is published.</summary>
    /// <exception cref="PresageException"><c>broker-blocked</c>: it took none until whoever publishes gave up.</exception>
    internal async Task PassAsync(CancellationToken cancellation)
    {
        if (_blocked is not { } blocked)
            return;

        try
        {
            await _free.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException exception)
        {
            throw blocked.ToException(exception);
        }
    }

    private void Change(ref BrokerRefusal? place, BrokerRefusal? refusal)
    {
        lock (_one)
        {
            var before = Trouble;
            place = refusal;
            var after = Trouble;
            if (before == after)
                return;

            Since = after is null ? null : _clock.GetUtcNow();
            if (after is null)
                Log.BrokerIsBack(_log, _options.BrokerName);
            else
                Log.BrokerTrouble(_log, after.Sentence, after.Remedy);
        }
    }

    private static string WordsOf(string reason) => reason switch
    {
        "low on memory" => "it is out of memory (memory alarm)",
        "low on disk" => "it is out of disk (disk alarm)",
        _ => reason,
    };

    private static TaskCompletionSource Free()
    {
        var free = new TaskCompletionSource();
        free.SetResult();
        return free;
    }
}
