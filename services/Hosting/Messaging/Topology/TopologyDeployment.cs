using Microsoft.Extensions.DependencyInjection;

namespace Presage.Hosting.Messaging.Topology;

public static class TopologyDeployment
{
    /// <summary>Lets the start of the bus declare every exchange, queue and binding of its consumers, and take no message.</summary>
    public static void DeployTopologyOnly(this IServiceCollection services) => services.AddSingleton<TopologyOnly>();

    internal sealed class TopologyOnly;
}
