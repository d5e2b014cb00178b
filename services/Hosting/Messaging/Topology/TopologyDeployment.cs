using Microsoft.Extensions.DependencyInjection;

namespace Presage.Hosting.Messaging.Topology;

public static class TopologyDeployment
{
    /// <summary>Lets the start of the bus declare every exchange, queue and binding of its consumers, and take no message.</summary>
    /// <param name="adopts">Whether the queues go over to this process's store when they belong to another.</param>
    public static void DeployTopologyOnly(this IServiceCollection services, bool adopts) =>
        services.AddSingleton(new TopologyOnly(adopts));

    internal sealed record TopologyOnly(bool Adopts);
}
