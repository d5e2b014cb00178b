using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Health;

/// <summary>Healthy when the store answers, and is still the one that the process began with and may write to.</summary>
internal sealed class StoreHealth(IStoreIdentity store) : IHealthCheck
{
    /// <summary>Which store it was when it answered last; null before.</summary>
    public StoreIdentity? Identity { get; private set; }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            Identity = await store.ReadAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (PresageException exception)
        {
            return HealthCheckResult.Unhealthy($"{exception.Message} {exception.Remedy}");
        }
    }
}
