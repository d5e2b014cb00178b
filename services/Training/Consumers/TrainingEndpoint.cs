using MassTransit;
using Presage.Hosting;

namespace Presage.Training.Consumers;

/// <summary>
/// The queue of the long work. A process works on one message of it at a time, since each uses every processor and a matrix of its own; the
/// queue of small sweeps and that of large ones take turns, first come first served.
/// </summary>
internal static class TrainingEndpoint
{
    public const string Name = "training";

    public static void Configure(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PrefetchCount = 1;
        endpoint.ConcurrentMessageLimit = 1;
    }

    public static Task<IDisposable> WaitForTrainingAsync(this Turns turns, CancellationToken cancellation) =>
        turns.WaitAsync(Name, cancellation);
}
