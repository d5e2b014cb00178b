using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Presage.Hosting.Messaging.Topology;

public static class SliceConsumers
{
    /// <summary>
    /// Adds a consumer of slices: besides its queue it has one for the slices of large stages, so that those of small ones need not wait
    /// behind them.
    /// </summary>
    public static void AddSliceConsumer<TConsumer, TMessage, TDefinition>(this IBusRegistrationConfigurator bus)
        where TConsumer : class, IConsumer<TMessage>
        where TMessage : class
        where TDefinition : class, IConsumerDefinition<TConsumer>
    {
        bus.AddConsumer<TConsumer, TDefinition>();
        bus.AddSingleton(services => new SliceConsumer(
            typeof(TConsumer), typeof(TMessage),
            services.GetRequiredService<TDefinition>()
                .GetEndpointName(new QueueNames(services.GetRequiredService<MessagingOptions>()))));
    }
}

/// <param name="Queue">The queue for slices of small stages.</param>
internal sealed record SliceConsumer(Type Consumer, Type Message, string Queue)
{
    public string BulkQueue => $"{Queue}-bulk";
}
