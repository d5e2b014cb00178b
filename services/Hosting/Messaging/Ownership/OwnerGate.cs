using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Topology;
using Presage.Storage;

namespace Presage.Hosting.Messaging.Ownership;

/// <summary>
/// Lets nobody begin to work on queues that belong to another store: the first deployment that comes claims them for its store, and one
/// with another store is refused and leaves a note, so that the owner's processes say so as well.
/// </summary>
internal sealed class OwnerGate(
    BrokerConnector connector, OwnStore own, IStoreTopology store, MessagingOptions options, IHostEnvironment environment,
    TimeProvider clock, ILogger<OwnerGate> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="queues">Of this process, which claims them when they belong to nobody; whoever has none leaves that to others.</param>
    /// <param name="adopts">Whether to take the queues over from another store.</param>
    /// <exception cref="PresageException"><c>other-store</c>.</exception>
    public async Task PassAsync(QueueList queues, bool adopts, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await TryPassAsync(queues, adopts, cancellation);
                return;
            }
            catch (Exception exception) when (exception is not PresageException && !cancellation.IsCancellationRequested)
            {
                var refusal = BrokerRefusal.Of(exception, options);
                if (refusal.NeedsPeople)
                    throw refusal.ToException(exception);

                Log.WaitingForBroker(log, options.BrokerName, refusal.Sentence);
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    /// <summary>What this process writes of itself.</summary>
    public async Task<StoreMark> MineAsync(CancellationToken cancellation) => new(
        await own.IdAsync(cancellation), store.Name, Environment.MachineName, environment.ApplicationName, clock.GetUtcNow().UtcDateTime);

    private async Task TryPassAsync(QueueList queues, bool adopts, CancellationToken cancellation)
    {
        var mine = await MineAsync(cancellation);
        await using var board = await StoreBoard.OpenAsync(connector, options, cancellation);
        if (queues is { MayDeclare: true, Queues.Count: > 0 })
            await board.DeclareAsync(cancellation);

        var owner = await board.OwnerAsync(cancellation);
        if (owner is null && queues.Queues.Count > 0)
        {
            await board.ClaimAsync(mine, cancellation);
            owner = await board.OwnerAsync(cancellation);
        }

        if (owner is null || owner.Store == mine.Store)
            return;

        if (adopts)
        {
            await board.AdoptAsync(mine, cancellation);
            Log.QueuesAdopted(log, options.BrokerName, owner.Words, mine.Words);
            return;
        }

        await board.NoteAsync(mine, cancellation);
        throw OwnerErrors.OtherStore(options, owner, mine);
    }
}
