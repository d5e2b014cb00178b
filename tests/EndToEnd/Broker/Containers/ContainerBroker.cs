using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using Presage.Tests.EndToEnd.Support;
using Testcontainers.RabbitMq;

namespace Presage.Tests.EndToEnd.Broker.Containers;

/// <summary>A node in a container, on a port that stays the same when it is stopped and started.</summary>
internal sealed class ContainerBroker : RabbitMq, IOwnBroker
{
    private readonly RabbitMqContainer _container;

    private ContainerBroker(RabbitMqContainer container, int port) =>
        (_container, Address) =
            (container,
                new Uri($"amqp://{RabbitMqBuilder.DefaultUsername}:{RabbitMqBuilder.DefaultPassword}@{container.Hostname}:{port}/"));

    protected override Uri Address { get; }

    public static async Task<ContainerBroker> StartNewAsync()
    {
        var port = FreePorts.Take(1)[0];
        var broker = new ContainerBroker(Create(port), port);
        await broker.StartAsync();
        return broker;
    }

    public Task StartAsync() => _container.StartAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => _container.StopAsync(TestContext.Current.CancellationToken);

    public async Task KillAsync()
    {
        using var docker = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();
        await docker.Containers.KillContainerAsync(_container.Id, new ContainerKillParameters(), TestContext.Current.CancellationToken);
    }

    public Task PauseAsync() => ControlAsync("stop_app");

    public Task ResumeAsync() => ControlAsync("start_app");

    public override async Task<string> ControlAsync(params string[] arguments)
    {
        var result = await _container.ExecAsync(["rabbitmqctl", "-q", .. arguments], TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"rabbitmqctl {string.Join(' ', arguments)}\n{result.Stdout}\n{result.Stderr}");
        return result.Stdout;
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    private static RabbitMqContainer Create(int port)
    {
        try
        {
            return new RabbitMqBuilder(ContainerImages.Of(ContainerImages.RabbitMq))
                .WithPortBinding(port, RabbitMqBuilder.RabbitMqPort).Build();
        }
        catch (DockerUnavailableException)
        {
            Assert.Skip($"rabbitmq-server is not installed, {GivenBroker.Variable} does not name a broker, and no Docker engine answers");
            throw;
        }
    }
}
