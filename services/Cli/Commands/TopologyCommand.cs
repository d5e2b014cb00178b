using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class TopologyCommand
{
    public static Command Create() => new("topology", "Collections of the store, exchanges and queues of the broker.") { Deploy() };

    private static Command Deploy()
    {
        var nodes = ValueOptions.Count(
            "--nodes", "Number of nodes of the broker to wait for, so that every queue has a copy on each. [default: those that run]");
        var adopt = new Option<bool>("--adopt")
        {
            Description = "Take the queues over from another store, which was replaced by this one on purpose; processes over it end.",
        };
        return new Command(
                "deploy",
                "Create the store and every exchange, queue and binding, so that nothing published before the first worker ran is lost.")
            { nodes, adopt }.Does(call => DeployAsync(call, call.Get(nodes), call.Get(adopt)));
    }

    private static async Task DeployAsync(CommandCall call, int? nodes, bool adopts)
    {
        var hasBroker = RemoteServices.AreConfigured();
        if (!hasBroker && ConfiguredStore.OptionsOf(call.Data).Provider == StorageOptions.Sqlite)
            throw new PresageException(
                ErrorKind.Conflict, "no-broker",
                "No broker is configured, and neither the transport in memory nor the embedded store has anything to deploy.",
                "Set Messaging__Transport and Messaging__Host to the broker's address.");

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "presage" });
        builder.AddAllServices(call.Data, call.Log, new EmbeddedSettings());
        builder.Services.DeployTopologyOnly(adopts);
        using var host = builder.Build();
        var store = host.Services.GetRequiredService<IStoreTopology>();
        var unruled = (await store.DeployAsync(call.Cancellation)).WithoutRules;
        call.Terminal.Note(unruled.Count == 0 ? $"The store {store.Name} has everything that Presage needs."
            : $"The store {store.Name} has every collection and index, but does not keep the rules of {string.Join(", ", unruled)}: "
                + "nothing there refuses what another program writes wrongly.");
        var broker = hasBroker ? await DeployBrokerAsync(host, nodes, call.Cancellation) : null;
        call.Terminal.Result(new DeployedTopology(broker, store.Name, unruled), _ => call.Terminal.Note(
            broker is null ? "No broker is configured." : $"The broker {broker} has every exchange and queue of Presage."));
    }

    private static async Task<string> DeployBrokerAsync(IHost host, int? nodes, CancellationToken cancellation)
    {
        if (nodes is { } count)
            await ActivatorUtilities.CreateInstance<BrokerNodes>(host.Services).WaitAsync(count, RemoteServices.Patience, cancellation);

        await host.StartWithBrokerAsync(cancellation);
        await host.StopAsync(cancellation);
        return host.Services.GetRequiredService<MessagingOptions>().BrokerName;
    }
}
