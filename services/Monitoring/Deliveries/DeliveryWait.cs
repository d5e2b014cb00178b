using Presage.Hosting.Messaging.Starting;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Monitoring.Deliveries;

/// <summary>
/// What a process that ends with its work waits for: that connections have been told, or at least that it is stored what they are to be
/// told. Its messages go with it.
/// </summary>
public sealed class DeliveryWait
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly IConnections _connections;
    private readonly IDeliveries _deliveries;
    private readonly DeliveryRound _round;
    private readonly MessagesInHand _messages;
    private readonly StoreTime _time;
    private readonly TimeProvider _clock;

    internal DeliveryWait(
        IConnections connections, IDeliveries deliveries, DeliveryRound round, MessagesInHand messages, StoreTime time,
        TimeProvider clock) =>
        (_connections, _deliveries, _round, _messages, _time, _clock) = (connections, deliveries, round, messages, time, clock);

    /// <param name="patience">How long it is waited at most.</param>
    /// <returns>How many deliveries wait still, for another process.</returns>
    public async Task<int> UntilToldAsync(TimeSpan patience, CancellationToken cancellation)
    {
        if ((await _connections.ListAsync(cancellation)).Count == 0)
            return 0;

        // A message that is on its way between two consumers is in nobody's hand.
        var began = _clock.GetTimestamp();
        for (var quiet = 0; quiet < 3 && _clock.GetElapsedTime(began) < patience;)
        {
            await Task.Delay(s_pause, _clock, cancellation);
            quiet = _messages.Count == 0 && !_round.IsUnderWay && !await IsDueAsync(cancellation) ? quiet + 1 : 0;
        }

        return (await WaitingAsync(cancellation)).Count;
    }

    private async Task<bool> IsDueAsync(CancellationToken cancellation)
    {
        var now = await _time.NowAsync(cancellation);
        return (await WaitingAsync(cancellation)).Any(delivery => delivery.NextAt <= now);
    }

    private Task<IReadOnlyList<Delivery>> WaitingAsync(CancellationToken cancellation) =>
        _deliveries.ListAsync(new DeliveryQuery(State: DeliveryState.Waiting), null, 1_000, cancellation);
}
