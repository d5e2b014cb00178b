using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.MongoDb;

public static class MongoStorageRegistration
{
    /// <summary>Registers every port over one client, which connects when the first port is used.</summary>
    /// <exception cref="PresageException"><c>no-store-uri</c>, <c>bad-store-uri</c>.</exception>
    public static IServiceCollection AddMongoStorage(this IServiceCollection services, StorageOptions options) =>
        services.AddMongoStorage(options, MongoSettings.Default);

    internal static IServiceCollection AddMongoStorage(this IServiceCollection services, StorageOptions options, MongoSettings settings) =>
        services
        .AddSingleton(MongoAddress.Of(options))
        .AddSingleton(settings)
        .AddSingleton<MongoCluster>()
        .AddSingleton<MongoWatch>()
        .AddSingleton<IMongoClient>(
            provider => provider.GetRequiredService<MongoCluster>().Connect(provider.GetRequiredService<MongoWatch>().Received))
        .AddSingleton<MongoStore>()
        .AddSingleton<IStoreClock, MongoClock>()
        .AddSingleton<IStoreTopology, MongoTopology>()
        .AddSingleton<IStoreIdentity, MongoIdentity>()
        .AddSingleton<IStoreBackups, MongoBackups>()
        .AddSingleton<IStoreCheck, MongoCheck>()
        .AddSingleton<IStoreTurns, MongoTurns>()
        .AddSingleton<IAlarms, MongoAlarms>()
        .AddSingleton<IBackfills, MongoBackfills>()
        .AddSingleton<ICalendars, MongoCalendars>()
        .AddSingleton<IConnections, MongoConnections>()
        .AddSingleton<IDataSets, MongoDataSets>()
        .AddSingleton<IDeliveries, MongoDeliveries>()
        .AddSingleton<IEvents, MongoEvents>()
        .AddSingleton<IFaults, MongoFaultLog>()
        .AddSingleton<IFeatureSets, MongoFeatureSets>()
        .AddSingleton<IJobRuns, MongoJobRuns>()
        .AddSingleton<IJobs, MongoJobs>()
        .AddSingleton<ILeases, MongoLeases>()
        .AddSingleton<IMachines, MongoMachines>()
        .AddSingleton<IModels, MongoModels>()
        .AddSingleton<IPredictions, MongoPredictions>()
        .AddSingleton<IQuarantine, MongoQuarantine>()
        .AddSingleton<IRetention, MongoRetention>()
        .AddSingleton<IRuns, MongoRuns>()
        .AddSingleton<IRunWakes, MongoRunWakes>()
        .AddSingleton<ISliceAttempts, MongoSliceAttempts>()
        .AddSingleton<ITelemetry, MongoTelemetry>()
        .AddSingleton<IWorkers, MongoWorkers>();
}
