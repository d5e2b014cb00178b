using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Engine;

namespace Presage.Hosting.Messaging;

public static class MessagingExtensions
{
    /// <summary>The bus with the given consumers; the same consumers and definitions on every transport.</summary>
    /// <exception cref="PresageException">The configured transport does not exist.</exception>
    public static void AddMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> consumers)
    {
        var options = builder.Configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new MessagingOptions();

        builder.Services.AddSingleton(options);
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // Otherwise a publish right after the start can be confirmed and lost.
            host.WaitUntilStarted = true;
            host.StopTimeout = options.StopTimeout;
        });
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.UsePresageDefaults(context, options));
            consumers(bus);
            bus.UseTransport(options);
        });
    }

    private static void UseTransport(this IBusRegistrationConfigurator bus, MessagingOptions options)
    {
        switch (options.Transport)
        {
            case MessagingOptions.InMemory:
                bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
                break;
            case MessagingOptions.RabbitMq:
                bus.UsingRabbitMq((context, transport) =>
                {
                    transport.Host(options.Host);
                    transport.ConfigureEndpoints(context);
                });
                break;
            default:
                throw new PresageException(
                    "unknown-transport",
                    $"The transport '{options.Transport}' does not exist.",
                    $"Set Messaging:Transport to {MessagingOptions.InMemory} or {MessagingOptions.RabbitMq}.");
        }
    }

    private static void UsePresageDefaults(
        this IReceiveEndpointConfigurator endpoint, IRegistrationContext context, MessagingOptions options)
    {
        if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
            queue.SetQuorumQueue();

        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<PresageException>();
            retry.Ignore<OperationCanceledException>();
            retry.Exponential(options.Retries, options.ShortestPause, options.LongestPause, options.ShortestPause * 2);
        });
        endpoint.UseConsumeFilter(typeof(RunFilter<>), context);
    }
}
