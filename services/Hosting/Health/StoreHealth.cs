using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Storage.DataSets;

namespace Presage.Hosting.Health;

/// <summary>Healthy when the store answers.</summary>
internal sealed class StoreHealth(IDataSets datasets) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await datasets.ListAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
