using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Storage;

namespace Presage.Scheduler.Leading;

/// <summary>
/// Healthy whoever leads, for each is ready to; degraded, and ready all the same, when nobody looks after jobs or another does, which it
/// then says.
/// </summary>
internal sealed class LeaderHealth(Leadership leadership, ILeases leases, IStoreClock store, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (leadership.Term is not null)
            return HealthCheckResult.Healthy();

        var lease = await leases.FindAsync(Lease.Scheduler, cancellationToken);
        var now = await store.NowAsync(cancellationToken) ?? clock.GetUtcNow().UtcDateTime;
        return HealthCheckResult.Degraded(
            lease is not null && lease.Until > now ? $"{lease.Holder} looks after the jobs, and this process stands by."
                : "No process looks after the jobs just now.");
    }
}
