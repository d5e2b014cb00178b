using Presage.Engine.Random;

namespace Presage.Tests.Harness.Engines;

/// <summary>How one sensor of the engines reads.</summary>
/// <param name="Levels">[regime] usual reading.</param>
/// <param name="Deviation">Standard deviation of its noise; 0 of a flat sensor.</param>
/// <param name="WearShift">What full wear adds.</param>
internal sealed record SimulatedSensor(double[] Levels, double Deviation, double WearShift)
{
    public static SimulatedSensor[] Draw(EngineFleetSettings settings, Xoshiro256 random) =>
    [
        .. Many(EngineFleetSettings.RegimeSettings, () => Of(settings, random, spread: 20, deviation: 0.002, shift: 0)),
        .. Many(settings.Informative, () => Of(
            settings, random, spread: 8, deviation: 1,
            shift: (random.NextDouble() < 0.5 ? -1 : 1) * (1.5 + (3.5 * random.NextDouble())))),
        .. Many(settings.Flat, () => Of(settings, random, spread: 0, deviation: 0, shift: 0)),
        .. Many(settings.Noisy, () => Of(settings, random, spread: 8, deviation: 1, shift: 0)),
    ];

    /// <param name="offset">How much this engine's copy of the sensor is off.</param>
    public double Read(int regime, double wear, double offset, Xoshiro256 random) => Deviation == 0
        ? Levels[regime]
        : Math.Round(Levels[regime] + offset + (WearShift * wear) + (Deviation * Normal.Next(random)), 4);

    private static SimulatedSensor Of(EngineFleetSettings settings, Xoshiro256 random, double spread, double deviation, double shift)
    {
        var level = 50 + (500 * random.NextDouble());
        return new SimulatedSensor(
            [.. Many(settings.Regimes, () => Math.Round(level + (spread * random.NextDouble()), 2))], deviation, shift);
    }

    private static T[] Many<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
