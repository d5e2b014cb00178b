using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Cli.Composition;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Cli.Commands;

internal static class TopologyCommand
{
    public static Command Create() => new("topology", "Exchanges and queues of the broker.") { Deploy() };

    private static Command Deploy() =>
        new Command("deploy", "Create the store and every exchange, queue and binding, so that nothing published before the first worker ran is lost.").Does(async call =>
        {
            if (!RemoteServices.AreConfigured())
                throw new PresageException(
                    "no-broker", "No broker is configured, and the transport in memory has nothing to deploy.",
                    "Set Messaging__Transport and Messaging__Host to the broker's address.");

            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "presage" });
            builder.AddAllServices(call.Data, call.Verbose, new EmbeddedSettings());
            builder.Services.DeployTopologyOnly();
            using var host = builder.Build();
            await host.StartWithBrokerAsync(call.Cancellation);
            var broker = host.Services.GetRequiredService<MessagingOptions>().BrokerName;
            await host.StopAsync(call.Cancellation);
            call.Terminal.Result(new { broker }, _ => call.Terminal.Note($"The broker {broker} has every exchange and queue of Presage."));
        });
}
