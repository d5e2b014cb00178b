using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Harness;

/// <summary>
/// Made-up records of the shipped scenario with many failures that announce themselves: every machine fails every twelve days or so, one
/// component after the other; its sensor shifts 60 hours before, its error comes 24 hours before, and it is replaced when it fails.
/// </summary>
public sealed class TestFleet
{
    public static readonly DateTime Start = new(2015, 1, 1, 6, 0, 0, DateTimeKind.Utc);

    private static readonly double[] Means = [170.8, 449, 100.4, 40.3];
    private static readonly double[] Deviations = [15, 50, 10, 5];
    private static readonly double[] Shifts = [30, -110, 30, 14];

    public required IReadOnlyList<Machine> Machines { get; init; }

    public required IReadOnlyList<TelemetryBatch> Telemetry { get; init; }

    public required IReadOnlyDictionary<EventKind, IReadOnlyList<EventRecord>> Events { get; init; }

    /// <param name="known">When all of it was ingested.</param>
    public static TestFleet Create(Scenario scenario, int machines, int days, DateTime known, int seed = 1)
    {
        var random = new Random(seed);
        var (batches, errors, replacements, failures) =
            (new List<TelemetryBatch>(), new List<EventRecord>(), new List<EventRecord>(), new List<EventRecord>());
        var ids = Enumerable.Range(1, machines).Select(number => $"{number}").ToList();
        foreach (var (index, id) in ids.Index())
        {
            var shifted = new int[days * 24];
            Array.Fill(shifted, -1);
            for (var (hour, component) = (100 + (index * 29 % 200), index % 4); hour < days * 24; hour += 240 + random.Next(96),
                component = (component + 1) % 4)
            {
                Array.Fill(shifted, component, Math.Max(0, hour - 60), Math.Min(60, hour));
                var time = Start.AddHours(hour);
                failures.Add(new EventRecord(id, time, scenario.Components[component], known));
                replacements.Add(new EventRecord(id, time, scenario.Components[component], known));
                errors.Add(new EventRecord(id, time.AddHours(-24), scenario.Errors[component], known));
            }

            var times = Enumerable.Range(0, days * 24).Select(hour => UnixTime.FromDateTime(Start.AddHours(hour))).ToArray();
            var values = Means.Select((mean, sensor) => shifted
                .Select(component => Math.Round(
                    mean + (Deviations[sensor] * Normal(random)) + (component == sensor ? Shifts[sensor] : 0), 3)).ToArray()).ToArray();
            batches.Add(new TelemetryBatch(id, times, [.. times.Select(_ => UnixTime.FromDateTime(known))], values));
        }

        return new TestFleet
        {
            Machines = [
                .. ids.Select(
                    (id, i) => new Machine(
                        id, new Dictionary<string, string> { ["model"] = $"model{(i % 4) + 1}", ["age"] = $"{i % 20}" }))],
            Telemetry = batches,
            Events = new Dictionary<EventKind, IReadOnlyList<EventRecord>>
            {
                [EventKind.Error] = errors,
                [EventKind.Maintenance] = replacements,
                [EventKind.Failure] = failures,
            },
        };
    }

    /// <summary>The records up to a moment.</summary>
    public TestFleet Until(DateTime moment) => Where(time => time <= moment);

    /// <summary>The records after a moment.</summary>
    public TestFleet After(DateTime moment) => Where(time => time > moment);

    /// <summary>The same records, ingested at another time.</summary>
    public TestFleet KnownAt(DateTime known) => new()
    {
        Machines = Machines,
        Telemetry = [.. Telemetry.Select(batch => batch with { Known = [.. batch.Times.Select(_ => UnixTime.FromDateTime(known))] })],
        Events = Events.ToDictionary(
            kind => kind.Key, kind => (IReadOnlyList<EventRecord>)[.. kind.Value.Select(record => record with { Known = known })]),
    };

    private TestFleet Where(Func<DateTime, bool> isWanted) => new()
    {
        Machines = Machines,
        Telemetry = [.. Telemetry.Select(batch => Where(batch, isWanted)).Where(batch => batch.Count > 0)],
        Events = Events.ToDictionary(
            kind => kind.Key, kind => (IReadOnlyList<EventRecord>)[.. kind.Value.Where(record => isWanted(record.Time))]),
    };

    private static TelemetryBatch Where(TelemetryBatch batch, Func<DateTime, bool> isWanted)
    {
        var rows = Enumerable.Range(0, batch.Count).Where(row => isWanted(UnixTime.ToDateTime(batch.Times[row]))).ToArray();
        return new TelemetryBatch(
            batch.Machine, [.. rows.Select(row => batch.Times[row])], [.. rows.Select(row => batch.Known[row])],
            [.. batch.Values.Select(sensor => rows.Select(row => sensor[row]).ToArray())]);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
