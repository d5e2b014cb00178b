using MassTransit;

namespace Presage.Training.Consumers;

/// <summary>The queue of the long work: one message at a time, since each uses every processor.</summary>
internal static class TrainingEndpoint
{
    public const string Name = "training";

    public static void Configure(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PrefetchCount = 1;
        endpoint.ConcurrentMessageLimit = 1;
    }
}
