using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Presage.Hosting.Messaging.Connecting;

public static class BrokerServices
{
    /// <summary>What speaks to the broker beside the bus; needs the options of messaging, a clock, metrics and a log.</summary>
    public static IServiceCollection AddBroker(this IServiceCollection services)
    {
        services.TryAddSingleton<BrokerConnector>();
        services.TryAddSingleton<BrokerState>();
        services.TryAddSingleton<BrokerPulse>();
        services.TryAddSingleton<PublishWatch>();
        services.TryAddSingleton<BrokerQueues>();
        return services;
    }
}
