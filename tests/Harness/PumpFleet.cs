using Presage.Engine;
using Presage.Engine.Random;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Harness;

/// <summary>
/// Six machines with one pump each that fails every two weeks or so, hourly readings of temperature and vibration for 120 days, and no
/// records of maintenance: as small as a plant can be of which something is to be learnt, and which something is wrong with. Seeded.
/// </summary>
public sealed class PumpFleet
{
    public const string Dataset = "pumps";
    public const int Days = 120;

    public const string Scenario = """
        name: pumps
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          failures: { file: failures, code: part }
        sensors:
          - { name: temp, unit: C, range: [-50, 2000] }
          - { name: vib, unit: mm/s, range: [-100, 100] }
        components: [pump]
        features:
          grid: 6h
          windows: [6h, 24h]
          aggregates: [mean, std, last]
        horizon: 24h
        costs: { missed-failure: 1000, prevented-failure: 100, false-alarm: 50, lead-time: 2h }
        """;

    public static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime TrainedTo = Start.AddDays(79);
    public static readonly DateTime End = Start.AddDays(Days - 1);

    /// <summary>Mean vibration in the day before a failure; otherwise it is 5.</summary>
    public double Announced { get; init; } = 7;

    /// <summary>Readings of this sensor, in the order of the scenario, are missing.</summary>
    public int? Missing { get; init; }

    /// <summary>From when on a sensor is missing.</summary>
    public DateTime MissingFrom { get; init; } = Start;

    /// <summary>From when on temperatures are in Fahrenheit.</summary>
    public DateTime? FahrenheitFrom { get; init; }

    public TestFleet Create(long seed = 1)
    {
        var machines = Enumerable.Range(1, 6).Select(number => $"M{number}").ToList();
        var (batches, failures) = (new List<TelemetryBatch>(), new List<EventRecord>());
        var known = Start.AddDays(Days + 1);
        foreach (var (stream, machine) in machines.Index())
        {
            var random = new Xoshiro256(seed, stream);
            var own = new List<DateTime>();
            for (var hour = 60 + random.NextBelow(300); hour < Days * 24; hour += 200 + random.NextBelow(300))
                own.Add(Start.AddHours(hour));

            failures.AddRange(own.Select(time => new EventRecord(machine, time, "pump", known)));
            DateTime[] times = [.. Enumerable.Range(0, Days * 24).Select(hour => Start.AddHours(hour))];
            double[] temperature = [.. times.Select(time => Masked(0, time, Temperature(time, random)))];
            double[] vibration = [.. times.Select(time => Masked(1, time, Vibration(time, own, random)))];
            batches.Add(new TelemetryBatch(
                machine, [.. times.Select(UnixTime.FromDateTime)], [.. times.Select(_ => UnixTime.FromDateTime(known))],
                [temperature, vibration]));
        }

        return new TestFleet
        {
            Machines = [.. machines.Select(machine => new Machine(machine, new Dictionary<string, string>()))],
            Telemetry = batches,
            Events = new Dictionary<EventKind, IReadOnlyList<EventRecord>> { [EventKind.Failure] = failures },
        };
    }

    private double Temperature(DateTime time, Xoshiro256 random)
    {
        var celsius = Math.Round(60 + (1.5 * Normal.Next(random)), 1);
        return time >= FahrenheitFrom ? Math.Round((celsius * 1.8) + 32, 1) : celsius;
    }

    private double Vibration(DateTime time, List<DateTime> failures, Xoshiro256 random)
    {
        var isNear = failures.Any(failure => failure > time && failure <= time.AddHours(24));
        return Math.Round((isNear ? Announced : 5) + (0.3 * Normal.Next(random)), 2);
    }

    private double Masked(int sensor, DateTime time, double value) => sensor == Missing && time >= MissingFrom ? double.NaN : value;
}
