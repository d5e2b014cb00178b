using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Faults;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Stores;

namespace Presage.Hosting.Endpoints;

/// <summary>What every queue of work has on every transport.</summary>
internal static class QueueDefaults
{
    /// <summary>The queues of all consumers; those of slices have a second one for the slices of large stages.</summary>
    public static void UseEndpoints<T>(this IBusFactoryConfigurator<T> transport, IBusRegistrationContext context)
        where T : IReceiveEndpointConfigurator
    {
        transport.ConfigureEndpoints(context);
        foreach (var slices in context.GetServices<SliceConsumer>())
        {
            transport.ReceiveEndpoint(slices.BulkQueue, endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                context.GetConfigureReceiveEndpoints().Configure(slices.Queue, endpoint);
                context.ConfigureConsumer(slices.Consumer, endpoint);
            });
        }
    }

    public static void UseQueueDefaults(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context, MessagingOptions options)
    {
        // What lies unacknowledged in a process that is killed counts as delivered.
        endpoint.PrefetchCount = Environment.ProcessorCount;

        var recorder = context.GetRequiredService<FaultRecorder>();
        if (options.Transport == MessagingOptions.RabbitMq)
        {
            var other = ActivatorUtilities.CreateInstance<OtherStoreFilter>(context);
            var later = ActivatorUtilities.CreateInstance<LaterVersionFilter>(context);
            endpoint.ConfigureReceive(receive =>
            {
                receive.UseFilter(other);
                receive.UseFilter(later);
            });
        }

        endpoint.ConfigureReceive(receive => receive.UseFilter(new SizeLimit(recorder, options)));
        endpoint.ConfigureDeadLetter(unclaimed => unclaimed.UseFilter(new UnclaimedFilter(recorder)));
        endpoint.ConfigureError(error => error.UseFilter(
            new FaultFilter(context.GetRequiredService<MessageDelay>(), recorder, context.GetRequiredService<LostStore>())));
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Transience.IsBrief);
            retry.Exponential(options.Retries, options.ShortestPause, options.LongestPause, options.ShortestPause * 2);
        });
        endpoint.UseConsumeFilter(typeof(RunFilter<>), context);
    }
}
