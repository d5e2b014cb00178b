using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Health;

/// <summary>Healthy when the store answers.</summary>
internal sealed class StoreHealth(IDataSets datasets) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await datasets.ListAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (PresageException exception)
        {
            return HealthCheckResult.Unhealthy($"{exception.Message} {exception.Remedy}");
        }
    }
}
