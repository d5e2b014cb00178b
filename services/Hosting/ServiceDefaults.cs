using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Health;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Ownership;
using Presage.Hosting.Models;
using Presage.Hosting.Observability;
using Presage.Hosting.Results;
using Presage.Hosting.Retention;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Hosting;

/// <summary>What every process of Presage has: clock, run tracking, telemetry and health.</summary>
public static class ServiceDefaults
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddLife();
        builder.Services.TryAddSingleton<IStoreWaits, LoggedWaits>();
        builder.Services.TryAddSingleton<DataSetCatalog>();
        builder.Services.TryAddSingleton<ModelCatalog>();
        builder.Services.TryAddSingleton<ResultSetCatalog>();
        builder.Services.TryAddSingleton(InstalledTrainers.Catalog);
        builder.Services.TryAddSingleton<Turns>();
        builder.Services.TryAddSingleton<StoreTime>();
        builder.Services.TryAddSingleton<WorkerActivity>();
        builder.Services.TryAddSingleton<RunNews>();
        builder.Services.TryAddSingleton<RunClock>();
        builder.Services.TryAddSingleton<RunTracker>();
        builder.Services.TryAddSingleton<RunDataSets>();
        builder.Services.TryAddSingleton<StagePlanner>();
        builder.Services.TryAddSingleton<SliceRunner>();
        builder.Services.TryAddSingleton<FeatureSetRelease>();
        builder.Services.TryAddSingleton<RunCancel>();
        builder.Services.TryAddSingleton<RunRetry>();
        builder.Services.TryAddSingleton<DeploymentNotices>();
        builder.Services.TryAddSingleton<PresageMetrics>();
        builder.Services.TryAddSingleton<RetentionNotices>();
        builder.Services.TryAddSingleton<MessagingMetrics>();

        // Health is told from the beginning, also while the bus still waits for its broker.
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
        builder.AddObservability();
        builder.AddHealth();
        return builder;
    }
}
