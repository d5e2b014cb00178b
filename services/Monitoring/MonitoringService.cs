using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Presage.Connections.Reading;
using Presage.Connections.Sending;
using Presage.Contracts;
using Presage.Hosting.Messaging.Starting;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Models;
using Presage.Hosting.Retention;
using Presage.Hosting.Settings;
using Presage.Hosting.Stores;
using Presage.Monitoring.Consumers;
using Presage.Monitoring.Deliveries;
using Presage.Monitoring.Overdue;
using Presage.Monitoring.Retention;
using Presage.Monitoring.Stalls;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Monitoring;

/// <summary>
/// Judges result sets once it is known what became of the machines, wakes runs that stand still, tells connections
/// of what they ask for, and deletes what is old.
/// </summary>
public static class MonitoringService
{
    public static void AddMonitoring(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Read<MonitoringOptions>(MonitoringOptions.Section).Validated());
        services.AddHistories();
        services.AddSingleton<EvaluationPlanner>();
        services.TryAddSingleton<ModelRanges>();
        services.AddSingleton<SliceEvaluator>();
        services.AddSingleton<EvaluationEnd>();
        builder.AddStalledRuns();
        builder.AddRetention();
        builder.AddDeliveries();
        builder.AddOverdue();
    }

    private static void AddOverdue(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<OverdueOptions>(OverdueOptions.Section).Validated();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<OverdueJobs>();
        if (options.Enabled)
            builder.Services.AddHostedService<OverdueService>();
    }

    private static void AddDeliveries(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<DeliveryOptions>(DeliveryOptions.Section).Validated();
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton<KnownConnections>();
        builder.Services.TryAddSingleton(provider => new Sender(provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<DeliveryRound>();
        builder.Services.AddSingleton(provider => new DeliveryWait(
            provider.GetRequiredService<IConnections>(), provider.GetRequiredService<IDeliveries>(),
            provider.GetRequiredService<DeliveryRound>(), provider.GetRequiredService<MessagesInHand>(),
            provider.GetRequiredService<StoreTime>(), provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<Telling>();
        builder.Services.AddSingleton<AlarmEvents>();
        if (options.Enabled)
            builder.Services.AddHostedService<DeliveryService>();
    }

    private static void AddRetention(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<RetentionOptions>(RetentionOptions.Section).Validated();
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton<RetentionPlanner>();
        builder.Services.AddSingleton<RetentionSweep>();
        if (options.IsAny && options.Enabled)
            builder.Services.AddHostedService<RetentionService>();
    }

    private static void AddStalledRuns(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<StalledRunOptions>(StalledRunOptions.Section, StalledRunOptions.FormerSection).Validated();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<StalledRuns>();
        if (options.Enabled)
            builder.Services.AddHostedService<StalledRunWatchdog>();
    }

    public static void AddMonitoringConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<StartEvaluationConsumer>();
        bus.AddConsumer<TellConnectionsConsumer>();
        bus.AddSliceConsumer<EvaluateSliceConsumer, EvaluateSlice, EvaluateSliceConsumer.Definition>();
    }
}
