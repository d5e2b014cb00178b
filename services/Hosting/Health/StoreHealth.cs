using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Health;

/// <summary>Healthy when the store answers, and is still the one that the process began with and may write to.</summary>
internal sealed class StoreHealth(IStoreIdentity store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ReadAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (PresageException exception)
        {
            return HealthCheckResult.Unhealthy($"{exception.Message} {exception.Remedy}");
        }
    }
}
