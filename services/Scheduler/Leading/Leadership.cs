using Microsoft.Extensions.Logging;
using Presage.Hosting.Errors;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Scheduler.Leading;

/// <summary>
/// Takes the lease of the scheduler whenever nobody has it, and extends it while this process has it. One that cannot be extended is taken
/// for lost well before it runs out, so that two never decide at once; should they, the store refuses what the earlier one decides.
/// </summary>
internal sealed class Leadership(
    ILeases leases, WorkerIdentity identity, SchedulerOptions options, Bell bell, TimeProvider clock, ILogger<Leadership> log) : IDisposable
{
    private CancellationTokenSource? _lost;
    private volatile Term? _term;
    private bool _isAway;

    /// <summary>Null while another process leads, or none does.</summary>
    public Term? Term => _term is { Lost.IsCancellationRequested: false } term ? term : null;

    /// <summary>Until it is cancelled.</summary>
    public async Task HoldAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await TryTakeAsync(cancellation);
            await Task.Delay(options.Lease / 3, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives the lease back, so that another need not wait for its end. Whoever decides has ended.</summary>
    public async Task ReleaseAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _term, null) is not { } term)
            return;

        await leases.ReleaseAsync(term.Lease, cancellation);
        Log.LeaseGivenBack(log, term.Lease.Epoch);
    }

    public void Dispose() => _lost?.Dispose();

    /// <summary>A store that is away is asked again; the lease runs on meanwhile.</summary>
    private async Task TryTakeAsync(CancellationToken cancellation)
    {
        try
        {
            Took(await leases.TakeAsync(Lease.Scheduler, identity.Id, options.Lease, cancellation));
            _isAway = false;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            if (!_isAway)
                Log.LeaseNotReached(log, Failure.Of(exception, CancellationToken.None).Message);

            _isAway = true;
        }
    }

    private void Took(Lease? lease)
    {
        if (lease is null)
            Lose();
        else if (Term is { } term && term.Lease.Epoch == lease.Epoch)
            _lost!.CancelAfter(Trusted);
        else
        {
            Lose();
            _lost?.Dispose();
            _lost = new CancellationTokenSource(Trusted, clock);
            _term = new Term(lease, _lost.Token);
            Log.Leads(log, lease.Holder, lease.Epoch);
            bell.Ring();
        }
    }

    private void Lose()
    {
        if (Interlocked.Exchange(ref _term, null) is not { } term)
            return;

        _lost!.Cancel();
        Log.LeaseLost(log, term.Lease.Epoch);
    }

    /// <summary>So that a renewal may fail once, and what is being written ends before another process begins.</summary>
    private TimeSpan Trusted => options.Lease * 0.8;
}
