using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Messaging.Ownership;

/// <summary>
/// Reads, while the process works, what other deployments have written to the broker: says so when one tried to use the queues, and ends
/// the process when they were taken over. Only counts are asked for as long as nothing is there.
/// </summary>
internal sealed class OwnerWatch(
    BrokerQueues broker, BrokerConnector connector, QueueList queues, OwnerGate gate, DeploymentNotices notices, MessagingOptions options,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<OwnerWatch> log) : LifelongService(lifetime)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Looks without the owner's message, after which it counts as gone: somebody who reads it has it for a moment.</summary>
    private const int LooksUntilGone = 4;

    private readonly HashSet<StoreMark> _read = [];
    private long _seen;
    private int _without;

    protected override async Task LiveAsync(CancellationToken stopping)
    {
        if (queues.Queues.Count == 0 || queues.AreOnlyDeployed)
            return;

        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            // Until then the gate looks itself.
            if (!queues.ArePassed)
                continue;

            try
            {
                await LookAsync(stopping);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A broker that is away says nothing about who owns the queues; that it is away others say.
                Log.OwnerIsNotKnown(log, options.BrokerName, exception.GetBaseException().Message);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var counts = await broker.LookAsync([StoreBoard.OwnerQueue(options), StoreBoard.NotesQueue(options)], cancellation);
        if (counts is not [{ Messages: var owners }, { Messages: var notes }])
            return;

        _without = owners == 0 ? _without + 1 : 0;
        if (_without >= LooksUntilGone)
            await gate.PassAsync(queues, adopts: false, cancellation);

        if (notes > 0 && notes != _seen)
            await ReadAsync(notes, cancellation);
        else if (notes == 0)
            _seen = 0;
    }

    private async Task ReadAsync(long count, CancellationToken cancellation)
    {
        var mine = await gate.MineAsync(cancellation);
        await using var board = await StoreBoard.OpenAsync(connector, options, cancellation);
        var found = await board.NotesAsync(cancellation);

        // Somebody else may have some in hand just now.
        _seen = found.Count == count ? count : 0;
        foreach (var note in found.Where(note => !note.Adopted && note.Store != mine.Store && _read.Add(note)))
        {
            var sentence = OwnerErrors.Tried(options, note, mine.Words);
            if (notices.Tell($"deployment {note.Store}", sentence))
                Log.OtherDeployment(log, sentence);
        }

        if (found.Any(note => note.Adopted) && await board.OwnerAsync(cancellation) is { } owner && owner.Store != mine.Store)
            End(OwnerErrors.Lost(options, owner, mine.Words));
    }

    private void End(string sentence)
    {
        notices.Lose(sentence);
        Log.QueuesLost(log, sentence);
        Environment.ExitCode = 1;
        Lifetime.StopApplication();
    }
}
