using Microsoft.Extensions.DependencyInjection;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Sqlite;

public static class SqliteStorageRegistration
{
    /// <summary>Registers every port over one <see cref="SqliteStore"/>, which is opened when the first port is asked for.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string directory) =>
        services.AddSqliteStorage(directory, SqliteSettings.Default);

    internal static IServiceCollection AddSqliteStorage(this IServiceCollection services, string directory, SqliteSettings settings) =>
        services
        .AddSingleton(provider => new SqliteStore(directory, settings, provider.GetService<IStoreWaits>()))
        .AddSingleton<IStoreClock, SqliteClock>()
        .AddSingleton<IStoreTopology, SqliteTopology>()
        .AddSingleton<IStoreIdentity, SqliteIdentity>()
        .AddSingleton<IStoreCheck, SqliteCheck>()
        .AddSingleton<IStoreBackups>(
            provider => new SqliteBackups(directory, settings, new(() => provider.GetRequiredService<SqliteStore>())))
        .AddSingleton<IStoreTurns, SqliteTurns>()
        .AddSingleton<IAlarms, SqliteAlarms>()
        .AddSingleton<IBackfills, SqliteBackfills>()
        .AddSingleton<ICalendars, SqliteCalendars>()
        .AddSingleton<IConnections, SqliteConnections>()
        .AddSingleton<IDataSets, SqliteDataSets>()
        .AddSingleton<IDeliveries, SqliteDeliveries>()
        .AddSingleton<IEvents, SqliteEvents>()
        .AddSingleton<IFaults, SqliteFaultLog>()
        .AddSingleton<IFeatureSets, SqliteFeatureSets>()
        .AddSingleton<IJobRuns, SqliteJobRuns>()
        .AddSingleton<IJobs, SqliteJobs>()
        .AddSingleton<ILeases, SqliteLeases>()
        .AddSingleton<IMachines, SqliteMachines>()
        .AddSingleton<IModels, SqliteModels>()
        .AddSingleton<IPredictions, SqlitePredictions>()
        .AddSingleton<IQuarantine, SqliteQuarantine>()
        .AddSingleton<IRetention, SqliteRetention>()
        .AddSingleton<IRuns, SqliteRuns>()
        .AddSingleton<IRunWakes, SqliteRunWakes>()
        .AddSingleton<ISliceAttempts, SqliteSliceAttempts>()
        .AddSingleton<ITelemetry, SqliteTelemetry>()
        .AddSingleton<IWorkers, SqliteWorkers>();
}
