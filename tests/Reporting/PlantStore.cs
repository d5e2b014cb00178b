using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Reporting;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Storage.Histories;
using Presage.Storage.Sqlite;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Reporting;

/// <summary>An embedded store with made-up records of a plant, and a real model with its predictions.</summary>
public sealed class PlantStore : IAsyncDisposable
{
    public const string DataSet = "plant";
    public const string Results = "plant-now";
    public const string TrainRun = "train-1";
    public const string IngestRun = "ingest-1";
    public const int Machines = 12;

    private const int Days = 60;
    private const int TrainDays = 40;

    private const string Yaml = """
        name: pumps
        entity: pump
        time: at
        sampling: 1h
        sources:
          telemetry: { file: readings }
          errors: { file: alerts, code: alert }
          maintenance: { file: work, code: part }
          failures: { file: breakdowns, code: part }
          machines: { file: pumps }
        sensors:
          - { name: flow, unit: m³/h, range: [0, 500] }
          - { name: heat, unit: °C, range: [-40, 200] }
        errors: [overheat]
        components: [bearing, seal]
        attributes:
          - { name: kind, categories: [small, large] }
          - { name: age, unit: years, range: [0, 100] }
        features:
          grid: 12h
          windows: [12h]
          aggregates: [mean]
          error-window: 24h
        horizon: 48h
        costs: { missed-failure: 10000, prevented-failure: 2000, false-alarm: 300, lead-time: 12h }
        """;

    private static readonly DateTime s_start = new(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _directory = Directory.CreateTempSubdirectory("presage-report").FullName;
    private readonly Random _random = new(3);
    private readonly ServiceProvider _services;

    private PlantStore() => _services = new ServiceCollection().AddSqliteStorage(_directory).AddReporting().BuildServiceProvider();

    public Scenario Scenario { get; } = ScenarioReader.Read(Yaml, "pumps.yaml");

    public static async Task<PlantStore> CreateAsync(
        bool hasReadings = true, bool hasEvents = true, bool isDescribed = true, bool isScored = true)
    {
        var plant = new PlantStore();
        await plant.AddRecordsAsync(hasReadings, hasEvents, isDescribed);
        if (isScored)
            await plant.TrainAndScoreAsync();

        return plant;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<string> ReportAsync(string subject) => Get<ReportRenderer>().RenderAsync(subject, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task AddRecordsAsync(bool hasReadings, bool hasEvents, bool isDescribed)
    {
        await Get<IDataSets>().EnsureAsync(new DataSet(DataSet, Scenario.Name, Yaml, Scenario.Hash, s_start), default);
        await Get<IRuns>().StartAsync(new Run(IngestRun, RunKinds.Ingest, DataSet, "i", "{}", null, null, s_start), default);
        for (var machine = 1; machine <= Machines; machine++)
        {
            int[] days = [12 + (machine % 7), 30 + (machine % 5), 45 + (machine % 9)];
            DateTime[] failures = [.. days.Select(day => s_start.AddDays(day))];
            var id = $"{machine}";
            var attributes = new Dictionary<string, string> { ["kind"] = machine % 3 == 0 ? "large" : "small", ["age"] = id };
            if (isDescribed)
                await Get<IMachines>().UpsertAsync(DataSet, [new Machine(id, attributes)], default);
            if (hasReadings)
                await Get<ITelemetry>().MergeAsync(DataSet, Scenario.BlockPeriod, [Readings(id, hasEvents ? failures : [])], default);
            if (hasEvents)
                await AddEventsAsync(id, failures);
        }
    }

    private async Task AddEventsAsync(string machine, DateTime[] failures)
    {
        EventRecord[] repairs = [.. failures.Select((time, i) => new EventRecord(machine, time, Scenario.Components[i % 2], s_start))];
        EventRecord[] errors = [.. failures.Select(time => new EventRecord(machine, time.AddHours(-24), "overheat", s_start))];
        await Get<IEvents>().AddAsync(DataSet, EventKind.Failure, repairs, default);
        await Get<IEvents>().AddAsync(DataSet, EventKind.Maintenance, repairs, default);
        await Get<IEvents>().AddAsync(DataSet, EventKind.Error, errors, default);
    }

    private TelemetryBatch Readings(string machine, DateTime[] failures)
    {
        // Hour 100 is missing everywhere.
        DateTime[] times = [.. Enumerable.Range(0, Days * 24).Where(hour => hour != 100).Select(hour => s_start.AddHours(hour))];
        long[] stamps = [.. times.Select(UnixTime.FromDateTime)];
        double[] flow = [.. times.Select(time => 200 + (20 * _random.NextDouble()) - (40 * Signal(time, 0)))];
        double[] heat = [.. times.Select(time => 60 + (8 * _random.NextDouble()) + (15 * Signal(time, 1)))];
        return new TelemetryBatch(machine, stamps, stamps, [flow, heat]);

        int Signal(DateTime time, int component) =>
            failures.Where((failure, i) => i % 2 == component && time < failure && time > failure.AddHours(-48)).Any() ? 1 : 0;
    }

    private async Task TrainAndScoreAsync()
    {
        var preset = FeaturePresets.Create(FeaturePresets.Default, Scenario);
        var trainTo = s_start.AddDays(TrainDays);
        var model = Train(preset, await RowsAsync(preset, s_start, trainTo));
        var version = await RegisterAsync(model, trainTo);
        await Get<IPredictions>().EnsureAsync(new ResultSet(Results, DataSet, Scenario.Components, Scenario.Horizon, trainTo), default);
        var end = s_start.AddDays(Days);
        var request = Json.Write(new StartScoring("score-1", DataSet, trainTo, end, Results));
        await Get<IRuns>().StartAsync(new Run("score-1", RunKinds.Score, DataSet, "s", request, trainTo, end, trainTo), default);
        foreach (var rows in await RowsAsync(preset, trainTo, end))
            await Get<IPredictions>().WriteAsync(Results, [.. Predictions(model, rows, version)], default);
    }

    private async Task<List<FeatureRows>> RowsAsync(IFeaturePreset preset, DateTime from, DateTime to)
    {
        var all = new List<FeatureRows>();
        var range = new FeatureRange(
            UnixTime.FromDateTime(from), UnixTime.FromDateTime(to), UnixTime.FromTimeSpan(Scenario.Horizon), UnixTime.FromDateTime(to));
        var read = new HistoryRange(from, to, preset.LookBack, DateTime.MaxValue);
        var machines = await Get<IMachines>().ListAsync(DataSet, default);
        await foreach (var history in Get<MachineHistoryReader>().ReadAsync(DataSet, Scenario, machines, read, default))
            all.Add(preset.Build(history, range));

        return all;
    }

    private Model Train(IFeaturePreset preset, List<FeatureRows> parts)
    {
        double[][] values = [.. preset.Columns.Select((_, column) => parts.SelectMany(part => part.Values[column]).ToArray())];
        sbyte[][] labels = [.. Scenario.Components.Select((_, component) => parts.SelectMany(part => part.Labels[component]).ToArray())];
        var matrix = new BinnedMatrix(BinMapper.Fit(preset.Columns, values), values[0].Length);
        matrix.Fill(0, values);
        int[] known = [.. Enumerable.Range(0, matrix.Rows).Where(row => labels.All(component => component[row] >= 0))];
        var fit = TrainerCatalog.Own.Create(Trainers.DecisionTree).Fit(
            new LearningTask(matrix, labels, known, []), new Dictionary<string, double>(), 1, 1, default);
        var baseline = values.Select(
            column => new ColumnBaseline(column.Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).Average(), 0, [], [1])).ToArray();
        return new Model(
            preset.Name, UnixTime.FromTimeSpan(Scenario.Horizon), Scenario.Components, preset.Columns, fit.Classifier,
            [.. Scenario.Components.Select(_ => Calibrator.Fit(Calibrator.None, [], []))], [.. Scenario.Components.Select(_ => 0.4)],
            baseline);
    }

    private async Task<ModelVersion> RegisterAsync(Model model, DateTime at)
    {
        var bytes = model.ToBytes();
        var thresholds = Scenario.Components.Zip(model.Thresholds).ToDictionary();
        var metrics = new Dictionary<string, EvaluationFigures>
        {
            ["test"] = new(
                100, 4, [[80, 2, 1], [3, 9, 0], [1, 0, 4]], 0.93, 0.81, 0.76, 0.786,
                thresholds.Keys.ToDictionary(name => name, _ => new ComponentFigures(0.8, 0.7, 0.75, 0.7, 0.02, 0.01)),
                new EventFigures(9, 8, 0.89, new(20, 40, 48), 1, 0.2, 20_000, 60_000)),
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var lineage = Json.Write(new { from = s_start, to = at, seed = 1 });
        var version = await Get<IModels>().RegisterAsync(
            new ModelVersion(
                DataSet, 0, "key", hash, Trainers.DecisionTree, FeaturePresets.Default, DataSet, TrainRun, at, lineage, Json.Write(metrics),
                thresholds),
            bytes, default);
        var trial = new TrialSummary(0, Trainers.DecisionTree, new Dictionary<string, double>(), 0.7, 1);
        var result = new TrainResult(
            TrainRun, version.Name, version.Number, version.Algorithm, version.Preset, 900,
            thresholds.ToDictionary(pair => pair.Key, _ => 40L), thresholds, metrics, true, "first", [trial], [], 2);
        await Get<IRuns>().StartAsync(new Run(TrainRun, RunKinds.Train, DataSet, "t", "{}", s_start, at, at), default);
        await Get<IRuns>().EndAsync(TrainRun, RunState.Succeeded, Json.Write(result), null, at.AddSeconds(2), default);
        await Get<IModels>().PromoteAsync(new Promotion(version.Name, version.Number, at, "test", "The first."), default);
        return version;
    }

    private static IEnumerable<Prediction> Predictions(Model model, FeatureRows rows, ModelVersion version)
    {
        var probabilities = model.Predict(rows.Values, rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            double[] all = [.. probabilities.Select(component => component[row])];
            var risk = Risk.Of(all, model.Thresholds);
            var reasons = model.Explain(rows.Values, row, risk.Component).Select(reason => new PredictionReason(
                reason.Column, reason.Contribution, null, null, reason.Text));
            yield return new Prediction(
                rows.Machines[rows.MachineOf[row]], UnixTime.ToDateTime(rows.Times[row]), all, model.Thresholds,
                risk.IsAtRisk ? model.Components[risk.Component] : null, [.. reasons], version.Name, version.Number, "score-1", "revision");
        }
    }
}
