using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Hosting.Life;

namespace Presage.Hosting.Health;

/// <summary>Healthy between start and stop.</summary>
internal sealed class LifeHealth(ProcessLife life) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(life.State switch
        {
            ProcessState.Ready => HealthCheckResult.Healthy(),
            ProcessState.Starting => HealthCheckResult.Unhealthy("The process starts, and takes no messages yet."),
            _ => HealthCheckResult.Unhealthy("The process stops, and takes no more messages."),
        });
}
