using Microsoft.Extensions.DependencyInjection;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Harness;

/// <summary>The store of a test as it is, whatever stands between it and the services.</summary>
public sealed class TestStore(string directory) : IAsyncDisposable
{
    private readonly ServiceProvider _ports = new ServiceCollection().AddSqliteStorage(directory).BuildServiceProvider();

    public static string ScenarioText { get; } = ScenarioCatalog.Load("azure-pdm");

    public static Scenario Scenario { get; } = ScenarioReader.Read(ScenarioText, "azure-pdm");

    public IAlarms Alarms => _ports.GetRequiredService<IAlarms>();

    public IDataSets DataSets => _ports.GetRequiredService<IDataSets>();

    public IEvents Events => _ports.GetRequiredService<IEvents>();

    public IFeatureSets Features => _ports.GetRequiredService<IFeatureSets>();

    public IBackfills Backfills => _ports.GetRequiredService<IBackfills>();

    public ICalendars Calendars => _ports.GetRequiredService<ICalendars>();

    public IDeliveries Deliveries => _ports.GetRequiredService<IDeliveries>();

    public IJobs Jobs => _ports.GetRequiredService<IJobs>();

    public IJobRuns JobRuns => _ports.GetRequiredService<IJobRuns>();

    public ILeases Leases => _ports.GetRequiredService<ILeases>();

    public IMachines Machines => _ports.GetRequiredService<IMachines>();

    public IModels Models => _ports.GetRequiredService<IModels>();

    public IPredictions Predictions => _ports.GetRequiredService<IPredictions>();

    public IQuarantine Quarantine => _ports.GetRequiredService<IQuarantine>();

    public IRuns Runs => _ports.GetRequiredService<IRuns>();

    public IRunWakes Wakes => _ports.GetRequiredService<IRunWakes>();

    public ISliceAttempts Attempts => _ports.GetRequiredService<ISliceAttempts>();

    public ITelemetry Telemetry => _ports.GetRequiredService<ITelemetry>();

    public IWorkers Workers => _ports.GetRequiredService<IWorkers>();

    /// <summary>The time as a process with that clock has it.</summary>
    public StoreTime TimeOf(TimeProvider clock) => new(_ports.GetRequiredService<IStoreClock>(), clock);

    public Task CreateDataSetAsync(string dataset, string? scenario = null)
    {
        var text = scenario ?? ScenarioText;
        var read = ScenarioReader.Read(text, dataset);
        return DataSets.EnsureAsync(new DataSet(dataset, read.Name, text, read.Hash, TestFleet.Start), default);
    }

    /// <param name="scenario">Text of the data set's scenario; null for the shipped one.</param>
    public async Task AddAsync(string dataset, TestFleet fleet, string? scenario = null)
    {
        await CreateDataSetAsync(dataset, scenario);
        await Machines.UpsertAsync(dataset, fleet.Machines, default);
        await Telemetry.MergeAsync(dataset, TimeSpan.FromDays(84), fleet.Telemetry, default);
        foreach (var (kind, records) in fleet.Events)
            await Events.AddAsync(dataset, kind, records, default);
    }

    public async Task<Run> RunAsync(string id) => (await Runs.FindAsync(id, default)).ShouldNotBeNull();

    /// <summary>A run that has begun and been planned as another one was, of which nothing is done yet.</summary>
    public async Task BeginAsync<T>(string id, Run like, T request, int slices)
    {
        await Runs.StartAsync(
            new Run(id, like.Kind, like.Dataset, like.Key, Json.Write(request), like.From, like.To, like.StartedAt), default);
        await Runs.PinAsync(id, like.Plan!, default);
        await Runs.PlanStageAsync(id, Stages.Features, slices, like.StartedAt, default);
    }

    public async Task<bool> HasFeaturesAsync(string run) => await HasFeaturesAsync(await RunAsync(run));

    /// <summary>Whether rows of any slice are left, of this try or an earlier one.</summary>
    public async Task<bool> HasFeaturesAsync(Run run)
    {
        var slices = (await Runs.ProgressAsync(run.Id, Stages.Features, default))?.Slices ?? 0;
        for (var retry = 0; retry <= run.Retries; retry++)
            for (var slice = 0; slice < slices; slice++)
                if (await Features.GetAsync(run.FeatureSetOf(retry), slice, default) is not null)
                    return true;

        return false;
    }

    public async Task<IReadOnlyList<Prediction>> PredictionsAsync(string results)
    {
        var rows = new List<Prediction>();
        await foreach (var row in Predictions.ReadAsync(results, null, DateTime.MinValue, DateTime.MaxValue, default))
            rows.Add(row);

        return rows;
    }

    public ValueTask DisposeAsync() => _ports.DisposeAsync();
}
