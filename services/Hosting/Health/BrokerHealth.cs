using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Health;

/// <summary>
/// Healthy when the process takes messages and the broker answers and takes some, too. A bus notices late that its broker stands still.
/// </summary>
internal sealed class BrokerHealth(
    IBusControl bus, BrokerQueues broker, BrokerState state, QueueList queues, MessagingOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (state.Trouble is { } trouble)
                return HealthCheckResult.Unhealthy($"{trouble.Sentence} {trouble.Remedy}");

            var health = bus.CheckHealth();
            if (health.Status != BusHealthStatus.Healthy)
                return HealthCheckResult.Unhealthy(
                    $"The process takes no messages from the broker {options.BrokerName}: {health.Description}.");

            if (broker.HasBroker)
                await broker.LookAsync(queues.Queues.Take(1).Select(queue => queue.Name), cancellationToken);

            return HealthCheckResult.Healthy();
        }
        catch (PresageException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
