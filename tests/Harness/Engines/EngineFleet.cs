using Presage.Engine.Random;

namespace Presage.Tests.Harness.Engines;

/// <summary>
/// Engines that run until they fail, as in NASA's turbofan sets: lives of very different length, wear that accelerates towards the end and
/// shows in some sensors, others flat or noise, all of it below the shifts of a few regimes of operation.
/// </summary>
public sealed class EngineFleet
{
    public static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private EngineFleet(EngineFleetSettings settings, IReadOnlyList<SimulatedEngine> engines) =>
        (Settings, Engines) = (settings, engines);

    public EngineFleetSettings Settings { get; }

    public IReadOnlyList<SimulatedEngine> Engines { get; }

    public static EngineFleet Create(EngineFleetSettings settings)
    {
        var sensors = SimulatedSensor.Draw(settings, new Xoshiro256(settings.Seed));
        return new EngineFleet(settings, [.. Enumerable.Range(1, settings.Engines).Select(number => Run(settings, sensors, number))]);
    }

    /// <summary>The same engines, some left out.</summary>
    public EngineFleet Where(Func<SimulatedEngine, bool> isWanted) => new(Settings, [.. Engines.Where(isWanted)]);

    /// <summary>An engine has a generator of its own: that others are cut off, or left out, changes nothing in it.</summary>
    private static SimulatedEngine Run(EngineFleetSettings settings, SimulatedSensor[] sensors, int number)
    {
        var random = new Xoshiro256(settings.Seed, number);
        var life = settings.ShortestLife + random.NextBelow(settings.LongestLife - settings.ShortestLife + 1);
        var isCutOff = random.NextDouble() < settings.CutOffShare;
        var cutAfter = 1 + random.NextBelow(life - 1);
        var steepness = 12 + (18 * random.NextDouble());
        var cycles = isCutOff ? cutAfter : life;

        var values = sensors.Select(_ => new double[cycles]).ToArray();
        var offsets = sensors.Select(sensor => sensor.Deviation * 0.5 * Normal.Next(random)).ToArray();
        var regime = random.NextBelow(settings.Regimes);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            // A regime is kept for half a day or so.
            if (random.NextDouble() < 0.08)
                regime = random.NextBelow(settings.Regimes);
            var wear = (0.3 * cycle / life) + Math.Exp(-(life - 1 - cycle) / steepness);
            for (var s = 0; s < sensors.Length; s++)
                values[s][cycle] = sensors[s].Read(regime, wear, offsets[s], random);
        }

        var name = $"E{number:000}";
        return new SimulatedEngine(name, Start.AddHours((double)settings.Apart * (number - 1)), values, !isCutOff, life);
    }
}
