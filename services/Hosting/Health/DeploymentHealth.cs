using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Hosting.Messaging.Ownership;

namespace Presage.Hosting.Health;

/// <summary>
/// Unhealthy when the queues belong to another store; degraded, and ready all the same, when there is something that whoever looks after
/// the process should know.
/// </summary>
internal sealed class DeploymentHealth(DeploymentNotices notices) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(notices switch
        {
            { Lost: { } lost } => HealthCheckResult.Unhealthy(lost),
            { Current: [_, ..] current } => HealthCheckResult.Degraded(string.Join(' ', current)),
            _ => HealthCheckResult.Healthy(),
        });
}
