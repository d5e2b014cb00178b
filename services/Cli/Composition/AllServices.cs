using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Presage.Application;
using Presage.Features;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Hosting.Stores;
using Presage.Ingestion;
using Presage.Monitoring;
using Presage.Scheduler;
using Presage.Scoring;
using Presage.Training;

namespace Presage.Cli.Composition;

/// <summary>
/// Every service of Presage in one process, over the store and the bus that are configured: embedded and in memory unless something else is
/// said.
/// </summary>
internal static class AllServices
{
    public static void AddAllServices(this IHostApplicationBuilder builder, string data, CommandLog log, EmbeddedSettings settings)
    {
        builder.Configuration.AddInMemoryCollection([new("Jobs:Outputs", Path.Combine(data, "outputs"))]);
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(settings.ToConfiguration());
        log.AddTo(builder);
        builder.Services.AddStorage(ConfiguredStore.OptionsOf(data));
        builder.AddServiceDefaults();
        builder.Services.AddApplication();
        builder.AddMessaging(AddAllConsumers);
        builder.AddIngestion();
        builder.AddFeatures();
        builder.AddTraining();
        builder.AddScoring();
        builder.AddMonitoring();
        builder.AddScheduler();
    }

    private static void AddAllConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddIngestionConsumers();
        bus.AddFeaturesConsumers();
        bus.AddTrainingConsumers();
        bus.AddScoringConsumers();
        bus.AddMonitoringConsumers();
        bus.AddSchedulerConsumers();
    }
}
