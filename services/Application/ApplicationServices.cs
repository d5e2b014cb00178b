using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Application.Alarms;
using Presage.Application.Connections;
using Presage.Application.DataSets;
using Presage.Application.Export;
using Presage.Application.Faults;
using Presage.Application.Jobs;
using Presage.Application.Models;
using Presage.Application.Quarantine;
using Presage.Application.Records;
using Presage.Application.Results;
using Presage.Application.Runs;
using Presage.Application.Scenarios;
using Presage.Application.Simulation;
using Presage.Application.Stores;
using Presage.Application.Workers;
using Presage.Connections.Sending;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Faults;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Models;
using Presage.Hosting.Observability;
using Presage.Hosting.Results;
using Presage.Hosting.Retention;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Application;

/// <summary>
/// Everything that a person or a program can ask of Presage, by noun. Every surface (command line, pages, HTTP) calls these interfaces;
/// they know no terminal and no HTTP.
/// </summary>
public static class ApplicationServices
{
    /// <summary>
    /// Registers the use cases. They need a store (<c>AddStorage</c>) and the service defaults; those that start runs need the bus as well.
    /// </summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(InstalledTrainers.Catalog);
        services.TryAddSingleton<DataSetCatalog>();
        services.TryAddSingleton<ModelCatalog>();
        services.TryAddSingleton<ScoringNotices>();
        services.TryAddSingleton<ResultSetCatalog>();
        services.AddRuns();
        services.AddJobs();
        services.AddRecords();
        services.AddModels();
        services.AddResults();
        services.AddFaults();
        services.AddExports();
        services.AddStores();
        services.AddConnections();
        return services;
    }

    private static void AddRuns(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton<PresageMetrics>();
        services.TryAddSingleton<StoreTime>();
        services.TryAddSingleton<WorkerActivity>();
        services.TryAddSingleton<FeatureSetRelease>();
        services.TryAddSingleton<RunClock>();
        services.TryAddSingleton<RunCancel>();
        services.TryAddSingleton<RunRetry>();
        services.TryAddSingleton(new MessagingOptions());
        services.AddBroker();
        services.TryAddSingleton<SeenWorkers>();
        services.TryAddSingleton<IWorkerActions, WorkerActions>();
        services.TryAddSingleton<RunWaiting>();
        services.TryAddSingleton<RunPlannings>();
        services.TryAddSingleton<RunOutlook>();
        services.TryAddSingleton<RunNews>();
        services.TryAddSingleton<RunFollower>();
        services.TryAddSingleton<RunDeleter>();
        services.TryAddSingleton<IRunActions, RunActions>();
        services.TryAddSingleton<IRunRequests, RunStarter>();
    }

    private static void AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton<SchedulerWaits>();
        services.TryAddSingleton<JobCatalog>();
        services.TryAddSingleton<JobChanges>();
        services.TryAddSingleton<JobApplier>();
        services.TryAddSingleton<UpcomingRuns>();
        services.TryAddSingleton<JobInspector>();
        services.TryAddSingleton<JobStarter>();
        services.TryAddSingleton<JobPausing>();
        services.TryAddSingleton<CountedRuns>();
        services.TryAddSingleton<UnlookedTime>();
        services.TryAddSingleton<JobHistoryTeller>();
        services.TryAddSingleton<IJobActions, JobActions>();
        services.TryAddSingleton<PastIntervals>();
        services.TryAddSingleton<LaterRecords>();
        services.TryAddSingleton<StaleIntervals>();
        services.TryAddSingleton<BackfillEstimates>();
        services.TryAddSingleton<BackfillPlanner>();
        services.TryAddSingleton<IBackfillActions, BackfillActions>();
    }

    private static void AddRecords(this IServiceCollection services)
    {
        services.TryAddSingleton<DataSetDeleter>();
        services.TryAddSingleton<DataSetWidener>();
        services.TryAddSingleton<RunTracker>();
        services.TryAddSingleton<RetractionPlanner>();
        services.TryAddSingleton<RecordCounter>();
        services.TryAddSingleton<IRecordActions, RecordActions>();
        services.TryAddSingleton<IDataSetActions, DataSetActions>();
        services.TryAddSingleton<IQuarantineActions, QuarantineActions>();
        services.TryAddSingleton<IScenarioActions, ScenarioActions>();
        services.TryAddSingleton<ISimulationActions, SimulationActions>();
    }

    private static void AddModels(this IServiceCollection services)
    {
        services.TryAddSingleton<ModelComparer>();
        services.TryAddSingleton<ModelPromoter>();
        services.TryAddSingleton<ModelDeleter>();
        services.TryAddSingleton<IModelActions, ModelActions>();
    }

    private static void AddResults(this IServiceCollection services)
    {
        services.AddHistories();
        services.TryAddSingleton<StandingAlarms>();
        services.TryAddSingleton<LatestStandings>();
        services.TryAddSingleton<RiskRanker>();
        services.TryAddSingleton<ResultSetInspector>();
        services.TryAddSingleton<ResultSetDeleter>();
        services.TryAddSingleton<IResultActions, ResultActions>();
        services.TryAddSingleton<IAlarmActions, AlarmActions>();
    }

    private static void AddFaults(this IServiceCollection services)
    {
        services.TryAddSingleton<SelectedFaults>();
        services.TryAddSingleton<FaultRedrive>();
        services.TryAddSingleton<IFaultActions, FaultActions>();
        services.TryAddSingleton<IFaultRedriving, FaultRedriving>();
    }

    private static void AddExports(this IServiceCollection services)
    {
        services.TryAddSingleton<FeatureExport>();
        services.TryAddSingleton<PredictionExport>();
        services.TryAddSingleton<ModelExport>();
        services.TryAddSingleton<IExports, Exports>();
    }

    private static void AddConnections(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new Sender(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IConnectionActions, ConnectionActions>();
        services.TryAddSingleton<IDeliveryActions, DeliveryActions>();
    }

    /// <summary>What a restore needs is not a store that is open.</summary>
    private static void AddStores(this IServiceCollection services)
    {
        services.TryAddSingleton<RetentionNotices>();
        services.TryAddSingleton<RetentionPlanner>();
        services.TryAddSingleton(new RetentionOptions());
        services.TryAddSingleton<IStoreActions>(provider => new StoreActions(
            new(provider.GetRequiredService<IStoreBackups>), new(provider.GetRequiredService<StoreInspector>)));
        services.TryAddSingleton<StoreInspector>();
    }
}
