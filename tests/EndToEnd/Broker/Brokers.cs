[assembly: AssemblyFixture(typeof(Presage.Tests.EndToEnd.Broker.Brokers))]

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>The broker of a test run, started when the first test asks for it.</summary>
public sealed class Brokers : IAsyncDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private RabbitMq? _shared;

    /// <summary>A virtual host for one test.</summary>
    /// <param name="mark">Part of its name.</param>
    internal async Task<VirtualHost> AddVirtualHostAsync(string mark = "-")
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _once.WaitAsync(cancellation);
        try
        {
            _shared ??= await SharedAsync();
        }
        finally
        {
            _once.Release();
        }

        return await _shared.AddVirtualHostAsync(mark);
    }

    /// <summary>A broker that a test may stop: a container where its image is named or nothing is installed, else a process.</summary>
    internal static async Task<IOwnBroker> StartOwnAsync() =>
        ContainerImages.Named(ContainerImages.RabbitMq) || !InstalledRabbitMq.IsInstalled ? await Containers.ContainerBroker.StartNewAsync()
            : await PrivateBroker.StartNewAsync();

    public async ValueTask DisposeAsync()
    {
        if (_shared is IOwnBroker started)
            await started.DisposeAsync();

        _once.Dispose();
    }

    private static async Task<RabbitMq> SharedAsync()
    {
        if (Environment.GetEnvironmentVariable(GivenBroker.Variable) is { Length: > 0 } address)
            return new GivenBroker(new Uri(address));

        return (RabbitMq)await StartOwnAsync();
    }
}
