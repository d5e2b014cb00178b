using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;
using Presage.Reporting.Data;
using Presage.Reporting.Statistics;
using Presage.Storage;

namespace Presage.Tests.Reporting;

/// <summary>A made-up report of a made-up scenario, with every section filled; the same every time.</summary>
public sealed class SampleReport(int machines = 40, string prefix = "")
{
    private const int Days = 60;

    private static readonly DateTime s_start = new(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] s_components = ["bearing", "seal", "impeller"];

    private readonly Random _random = new(7);

    public static Scenario Scenario { get; } = new(
        "pumps", "cafe", "pump", "at", TimeSpan.FromHours(1),
        new RecordKindNames(
            [], new RecordKindName("readings"), new RecordKindName("alerts", "alert"), new RecordKindName("work", "part"),
            new RecordKindName("breakdowns", "part"), new RecordKindName("pumps")),
        [new Sensor("flow", "m³/h", 0, 500), new Sensor("temperature", "°C", -40, 200), new Sensor("current", "A", 0, 100)],
        ["overheat", "dry run"], s_components,
        [new MachineAttribute("kind", "", 0, 2, ["small", "medium", "large"]), new MachineAttribute("age", "years", 0, 30)],
        new FeatureSettings(TimeSpan.FromHours(12), [TimeSpan.FromHours(24)], [Aggregate.Mean], TimeSpan.FromHours(24)),
        TimeSpan.FromHours(84), new Costs(10_000, 2_000, 300, TimeSpan.FromHours(12)));

    public static DataSet DataSet { get; } = new("north-plant", "pumps", "", "cafe", s_start);

    public ReportData Build()
    {
        var scoring = Scoring();
        var version = Version("default", 3, isChampion: true);
        var run = new Run(
            "score-20240501-060000-1a2b", "score", "north-plant", "k", "{}", s_start, s_start.AddDays(Days), s_start.AddDays(Days),
            RunState.Succeeded, s_start.AddDays(Days).AddSeconds(42));
        return new ReportData(
            new ReportSubject("north-now", DataSet, Scenario, run, scoring.Results, version), s_start.AddDays(Days), Raw(), Features(),
            Model(version), scoring);
    }

    private static ModelVersion Version(string preset, int number, bool isChampion = false) => new(
        "north-plant", number, "key", "0f3c9d2e4b5a69788796a5b4c3d2e1f00f3c9d2e4b5a69788796a5b4c3d2e1f0", "gradient-boosting", preset,
        "north-plant", $"train-{number}", s_start,
        """{"dataset":"north-plant","from":"2023-03-01T00:00:00Z","to":"2024-03-01T00:00:00Z","engineVersion":"0.1.0","seed":1}""", "{}",
        s_components.ToDictionary(name => name, _ => 0.35), isChampion);

    public RawData Raw()
    {
        var extents = new Dictionary<string, SourceExtent>
        {
            ["telemetry"] = new(s_start, s_start.AddDays(Days), machines * Days * 24L),
            ["errors"] = new(s_start, s_start.AddDays(Days), 620),
            ["maintenance"] = new(s_start.AddDays(-200), s_start.AddDays(Days), 480),
            ["failures"] = new(s_start, s_start.AddDays(Days), 96),
        };
        return new RawData(extents, machines, Math.Min(machines, 25), [.. Scenario.Sensors.Select(Sensor)], Line(), Counts(), Attributes(),
            new TelemetryGaps(
                (machines * Days * 24L) - 130, machines * Days * 24L, TimeSpan.FromHours(1), 12,
                [new Gap(
                    $"{prefix}7", s_start.AddDays(3),
                    s_start.AddDays(3).AddHours(26)), new Gap($"{prefix}9", s_start.AddDays(9), s_start.AddDays(9).AddHours(4))]),
            [new QuarantineCount("telemetry", "value out of range", 61), new QuarantineCount("errors", "unknown machine", 4)]);
    }

    private static List<EventCount> Counts() =>
    [
        new(EventKind.Error, "overheat", 410), new(EventKind.Error, "dry run", 210),
        new(EventKind.Maintenance, "bearing", 200), new(EventKind.Maintenance, "seal", 160), new(EventKind.Maintenance, "impeller", 120),
        new(EventKind.Failure, "bearing", 51), new(EventKind.Failure, "seal", 30), new(EventKind.Failure, "impeller", 15),
    ];

    private SensorSummary Sensor(Sensor sensor, int index)
    {
        var mean = new[] { 210.0, 64, 12.5 }[index];
        var values = Enumerable.Range(0, 20_000).Select(_ => mean * (1 + (0.08 * Normal()))).ToList();
        var bins = Bins.Rounded(values.Min(), values.Max(), 40);
        return new SensorSummary(
            sensor, bins, bins.CountOf(values), values.Average(), mean * 0.08, values.Min(), values.Max(), index == 1 ? 0.004 : 0);
    }

    private TimeLine Line()
    {
        var (from, to) = (s_start.AddDays(10), s_start.AddDays(45));
        var failure = s_start.AddDays(38).AddHours(6);
        DateTime[] times = [.. Enumerable.Range(0, 35 * 24).Select(hour => from.AddHours(hour))];
        List<double[]> readings = [];
        foreach (var (mean, shift) in new[] { (210.0, -45.0), (64.0, 18.0), (12.5, 0.0) })
            readings.Add([.. times.Select(time => time > s_start.AddDays(20) && time < s_start.AddDays(21.2)
                ? double.NaN
                : (mean * (1 + (0.06 * Normal()))) + (time > failure.AddDays(-2) && time < failure ? shift : 0))]);

        List<TimedEvent> events =
        [
            new(EventKind.Error, s_start.AddDays(13), "dry run"), new(EventKind.Error, failure.AddHours(-24), "overheat"),
            new(EventKind.Error, s_start.AddDays(29), "overheat"), new(EventKind.Maintenance, s_start.AddDays(23), "seal"),
            new(EventKind.Maintenance, failure, "bearing"), new(EventKind.Failure, failure, "bearing"),
        ];
        return new TimeLine(
            $"{prefix}1", "It has the highest predicted risk among the machines that failed.", from, to, Scenario.Sampling,
            Scenario.Sensors, [.. times.Select(UnixTime.FromDateTime)], readings, events);
    }

    private static List<AttributeSummary> Attributes() =>
    [
        new(
            Scenario.Attributes[0],
            [.. Scenario.Attributes[0].Categories!.Select((name, i) => new AttributeGroup(
                name, [], 10 + (4 * i), 1.6 + (0.6 * i), 200, 150, 40 - (9 * i)))],
            []),
        new(
            Scenario.Attributes[1],
            [.. Enumerable.Range(0, 6).Select(i => new AttributeGroup(
                $"{i * 5} to {(i * 5) + 5}", [2 + i, 3, 4 - (i / 2)], 9 + i - (i / 2), 1.4, 100, 80, 10 + (3 * i)))],
            Scenario.Attributes[0].Categories!),
    ];

    public FeatureData Features()
    {
        string[] names =
        [
            "flow_mean_24h", "temperature_mean_24h", "temperature_std_24h", "current_mean_24h", "overheat_count", "bearing_age", "age",
        ];
        List<FeatureColumn> columns = [.. names.Select(
            (name, i) => new FeatureColumn(name, name, name.Replace('_', ' '), i == 0 ? "m³/h" : i < 3 ? "°C" : ""))];
        var distributions = columns.Take(6).Select((column, i) =>
        {
            var healthy = Enumerable.Range(0, 6_000).Select(_ => 100 + (8 * Normal())).ToList();
            var failing = Enumerable.Range(0, 400).Select(_ => 100 + (i % 2 == 0 ? 14 : -9) + (10 * Normal())).ToList();
            var bins = Bins.Rounded(healthy.Concat(failing).Min(), healthy.Concat(failing).Max(), 30);
            return new FeatureDistribution(
                column, s_components[i % 3], 0.3 / (i + 1), i % 2 == 0 ? 0.84 : 0.22, i == 5 ? 0.12 : 0, bins, bins.CountOf(healthy),
                bins.CountOf(failing));
        });
        var correlations = columns.Select((_, row) => columns.Select((_, column) => Correlation(row, column)).ToArray()).ToArray();
        return new FeatureData(
            "default", 25, s_start, s_start.AddDays(Days), Scenario.Horizon, 3_000, 2_700,
            [.. s_components.Select((name, i) => new NamedCount(name, 150 - (40 * i)))], [.. distributions],
            new Correlations(columns, correlations));

        static double Correlation(int row, int column) => row == column ? 1 : Math.Cos((row + 1) * (column + 1) * 1.7) * 0.8;
    }

    public ModelData Model(ModelVersion? version = null)
    {
        version ??= Version("default", 3, isChampion: true);
        var test = Figures();
        TrialSummary[] trials =
        [
            new(0, "gradient-boosting", new Dictionary<string, double>(), 0.71, 12.4),
            new(1, "random-forest", new Dictionary<string, double> { ["trees"] = 200, ["depth"] = 15 }, 0.66, 31),
        ];
        var training = new TrainResult(
            version.Run, version.Name, version.Number, version.Algorithm, version.Preset, 20_000,
            s_components.ToDictionary(name => name, _ => 300L), version.Thresholds,
            new Dictionary<string, EvaluationFigures> { ["calibrate"] = test, ["test"] = test }, true, "first model", trials, [], 60);
        return new ModelData(
            version, s_components, training, training.Metrics,
            [.. Features().Correlations!.Columns.Select((column, i) => new FeatureImportance(
                column.Name, column.Description, [0.4 / (i + 1), 0.3 / (i + 1), 0.2 / (i + 2)]))],
            [new(version, test), new(Version("reference", 2), test), new(Version("default", 1), null)],
            [
                new("north-plant", 1, s_start, "first model", "There was no champion."),
                new("north-plant", 3, s_start.AddDays(1), "promotion policy", "Mean PR-AUC 0.71 instead of 0.64."),
            ],
            Scenario.Costs);
    }

    private static EvaluationFigures Figures() => new(
        5_000, 200, [[4_300, 20, 12, 4], [30, 200, 3, 2], [28, 1, 120, 0], [14, 0, 1, 65]], 0.976, 0.899, 0.842, 0.87,
        s_components.ToDictionary(name => name, _ => new ComponentFigures(0.9, 0.84, 0.87, 0.81, 0.011, 0.004)),
        new EventFigures(60, 53, 0.883, new LeadTimes(18, 42, 84), 9, 0.12, 180_000, 420_000));

    public ScoringData Scoring()
    {
        var settings = EvaluationSettings.Of(Scenario);
        var outcomes = Enumerable.Range(1, machines).Select(Outcome).ToList();
        var part = EvaluationPart.Merge([.. outcomes.Select(outcome => EvaluationPart.Of(outcome, settings))]);
        var metrics = EvaluationMetrics.Of(part, settings);
        string[] reasons =
        [
            "temperature 24 h mean 81.4 °C, usually 64.1 °C", "overheat 24 h count 1, usually 0", "bearing age 71 days, usually 24 days",
        ];
        var fleet = outcomes
            .Select(outcome => Endangered(outcome, reasons))
            .OrderBy(machine => machine.Level, Risk.MostEndangeredFirst)
            .ToList();
        var freshness = FleetFreshness.Of(
            [.. fleet.Select(risk => (risk.Machine, risk.Time))], fleet.ToDictionary(risk => risk.Machine, risk => risk.Time), [],
            Scenario.Observation.Gap);
        var highest = ScoringData.ProbabilityBins.CountOf(fleet.Select(risk => risk.Level.Probability));
        var lanes = outcomes.Take(8).Select(Lane).ToList();
        var falseAlarms = fleet.Take(4).Select(machine => new FalseAlarm(
            machine.Machine, machine.Component, machine.Time.AddDays(-9), machine.Time.AddDays(-8), 1, 0.52, 0.35, reasons[..2])).ToList();
        var until = s_start.AddDays(Days);
        var outcome = new Outcome(
            metrics, EvaluationCurves.Of(part, settings), part.LeadTimes(), until, falseAlarms,
            [new MissedFailure($"{prefix}12", "seal", s_start.AddDays(31), 0.21)]);
        return new ScoringData(
            new ResultSet("north-now", "north-plant", s_components, Scenario.Horizon, s_start), s_start, until, machines * Days * 2,
            machines, [new NamedCount("north-plant 3", machines * Days * 2)],
            [.. fleet.Take(14)], fleet.Count(risk => risk.IsAtRisk), freshness, metrics.Events.Alarms, highest, lanes, outcome);
    }

    private MachineOutcome Outcome(int machine)
    {
        long[] times = [.. Enumerable.Range(1, Days * 2).Select(i => UnixTime.FromDateTime(s_start.AddHours(12 * i)))];
        long[][] failures = [.. s_components.Select((_, i) => Failures(0.5 - (0.12 * i)))];
        double[][] probabilities = [.. failures.Select(component => times.Select(time => Probability(time, component)).ToArray())];
        return new MachineOutcome(
            $"{prefix}{machine}", times, probabilities, [], failures, failures, UnixTime.FromTimeSpan(Scenario.Horizon),
            ObservedPeriods.Until(UnixTime.FromDateTime(s_start.AddDays(Days)))).WithThresholds([.. s_components.Select(_ => 0.35)]);

        long[] Failures(double chance) => _random.NextDouble() < chance ? [times[_random.Next(20, times.Length)] + UnixTime.Hour] : [];
    }

    private double Probability(long time, long[] failures)
    {
        var hoursLeft = failures.Length > 0 ? (failures[0] - time) / (double)UnixTime.Hour : -1;
        var signal = hoursLeft is > 0 and < 66 ? 0.8 : 0;
        return Math.Clamp(signal + 0.03 + (0.06 * Math.Abs(Normal())) + (_random.NextDouble() < 0.004 ? 0.5 : 0), 0, 1);
    }

    private static MachineRisk Endangered(MachineOutcome outcome, string[] reasons)
    {
        var level = Risk.Of(
            [.. outcome.Probabilities.Select(rows => rows[^1])], [.. outcome.Thresholds.Select(rows => rows[^1])]);
        return new MachineRisk(
            outcome.Machine, s_components[level.Component], UnixTime.ToDateTime(outcome.Times[^1]), level,
            outcome.AtRiskSince(level.Component, Scenario.Alarms) is { } since ? UnixTime.ToDateTime(since) : null,
            level.Probability > 0.1 ? reasons : []);
    }

    private static MachineLane Lane(MachineOutcome outcome) => new(
        outcome.Machine,
        outcome.Times,
        outcome.Probabilities,
        [.. outcome.Probabilities.SelectMany((rows, component) => outcome.Alarms(component, Scenario.Alarms).Select(alarm => new AlarmSpan(
            component, UnixTime.ToDateTime(alarm.Raised), UnixTime.ToDateTime(alarm.Ended ?? outcome.Times[^1]), rows[alarm.Row])))],
        [.. outcome.Failures.SelectMany((times, component) => times.Select(time => new TimedEvent(
            EventKind.Failure, UnixTime.ToDateTime(time), s_components[component])))]);

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
