using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Hosting.Messaging.Topology;
using Presage.Monitoring.Consumers;
using Presage.Storage.Histories;

namespace Presage.Monitoring;

/// <summary>Judges result sets once it is known what became of the machines.</summary>
public static class MonitoringService
{
    public static void AddMonitoring(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection(MonitoringOptions.Section).Get<MonitoringOptions>() ?? new MonitoringOptions());
        services.TryAddSingleton<KnownRecords>();
        services.TryAddSingleton<MachineEventsReader>();
        services.AddSingleton<EvaluationPlanner>();
        services.AddSingleton<SliceEvaluator>();
        services.AddSingleton<EvaluationEnd>();
    }

    public static void AddMonitoringConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<StartEvaluationConsumer>();
        bus.AddSliceConsumer<EvaluateSliceConsumer, EvaluateSlice, EvaluateSliceConsumer.Definition>();
    }
}
