using Microsoft.Extensions.Logging;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Ingestion.LiveScoring;

/// <summary>
/// Says so when points of a grid have passed and there is no scheduler, without which no job scores them: an upgrade may have left it out.
/// </summary>
internal sealed class SchedulerWatch(ILeases leases, StoreTime time, TimeProvider clock, ILogger<SchedulerWatch> log)
{
    /// <summary>Schedulers that start with this process, or take each other's place, are waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private long? _expectedAt;
    private long? _saidAt;

    /// <summary>There is something for a scheduler to do.</summary>
    public void Expect()
    {
        lock (_lock)
            _expectedAt ??= clock.GetTimestamp();
    }

    /// <summary>Looks whether somebody does it, once there has been time to.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (!IsTime())
            return;

        var (lease, now) = (await leases.FindAsync(Lease.Scheduler, cancellation), await time.NowAsync(cancellation));
        if (lease is not null && now - lease.Until < Patience)
            return;

        lock (_lock)
            _saidAt = clock.GetTimestamp();

        Log.NoScheduler(log, lease is null ? "there never was one" : $"the last one was gone at {lease.Until:yyyy-MM-ddTHH:mm:ssZ}");
    }

    private bool IsTime()
    {
        lock (_lock)
        {
            if (_expectedAt is not { } expected || clock.GetElapsedTime(expected) < Patience)
                return false;

            _expectedAt = null;
            return _saidAt is not { } said || clock.GetElapsedTime(said) >= Between;
        }
    }
}
