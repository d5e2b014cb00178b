using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Application;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Stores;

namespace Presage.Cli.Composition;

/// <summary>
/// Store and broker of services that run as processes of their own; this process publishes requests and follows the ledger.
/// </summary>
internal static class RemoteServices
{
    /// <summary>How long a command waits for the broker.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether the environment names a transport that reaches other processes.</summary>
    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public static bool AreConfigured()
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return MessagingOptions.Of(environment).Transport != MessagingOptions.InMemory;
    }

    public static void AddRemoteServices(this IHostApplicationBuilder builder, string data, CommandLog log, EmbeddedSettings settings)
    {
        builder.Configuration.AddEnvironmentVariables();
        log.AddTo(builder);
        builder.Services.AddStorage(ConfiguredStore.OptionsOf(data));
        builder.AddServiceDefaults();
        builder.Services.AddApplication();
        builder.AddMessaging(_ => { });
    }

    /// <exception cref="PresageException">The broker does not answer.</exception>
    public static async Task StartWithBrokerAsync(this IHost host, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await host.StartAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // One that is there and takes nothing is no broker that somebody has to start.
            throw host.Services.GetRequiredService<BrokerState>().Trouble?.ToException() ?? new PresageException(
                ErrorKind.Unavailable, "broker-unreachable",
                $"The broker {host.Services.GetRequiredService<MessagingOptions>().BrokerName} did not answer for "
                + $"{Patience.TotalSeconds:0} seconds.",
                "Start the broker, or set Messaging__Host to the address of the one that runs.");
        }
    }
}
