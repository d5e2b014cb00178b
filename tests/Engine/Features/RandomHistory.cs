using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Features;

/// <summary>
/// Small histories with everything that makes features hard: gaps, missing values, odd minutes, events at and between readings.
/// </summary>
internal static class RandomHistory
{
    public static readonly long Start = UnixTime.FromDateTime(new DateTime(2015, 1, 1, 6, 0, 0));

    public static MachineHistory Create(Scenario scenario, int seed, int readings = 200)
    {
        var random = new Random(seed);
        var step = UnixTime.FromTimeSpan(scenario.Sampling);
        var irregular = random.Next(3) == 0;
        var times = new List<long>();
        for (var i = 0; i < readings; i++)
        {
            if (random.NextDouble() < 0.01)
                i += random.Next(60);
            if (random.NextDouble() < 0.95)
                times.Add(Start + (i * step) + (irregular ? random.NextInt64(step) : 0));
        }

        var end = Start + (readings * step);
        var history = new MachineHistory(
            "m",
            [.. times],
            [.. scenario.Sensors.Select(
                _ => times.Select(_ => random.NextDouble() < 0.05 ? double.NaN : random.NextDouble() * 100).ToArray())],
            [.. scenario.Errors.Select(_ => Events(random, Start, end, step))],
            [.. scenario.Components.Select(_ => Events(random, Start - (20 * UnixTime.Day), end, step))],
            [.. scenario.Components.Select(_ => Events(random, Start, end, step))],
            [.. scenario.Attributes.Select(attribute => (double)random.Next(attribute.Categories?.Count ?? 20))],
            ObservedPeriods.Always);
        return random.Next(3) == 0 ? history : WithPeriods(history, step * random.Next(1, 40), failureEndsLife: random.Next(2) == 0);
    }

    /// <summary>The same, observed as its records say.</summary>
    public static MachineHistory WithPeriods(MachineHistory history, long gap, bool failureEndsLife)
    {
        var events = history.Errors.Concat(history.Replacements).Concat(history.Failures).SelectMany(times => times);
        var readings = history.Times.Select(time => new Stretch(time, time));
        var records = new MachineRecords([.. readings], [.. events], [.. history.Failures.SelectMany(times => times)]);
        return history with { Observed = ObservationPeriods.Of(records, gap, failureEndsLife) };
    }

    private static long[] Events(Random random, long from, long to, long step)
    {
        var times = new SortedSet<long>();
        for (var count = random.Next(6); count > 0; count--)
        {
            var time = from + (random.NextInt64((to - from) / step) * step);
            times.Add(random.Next(4) == 0 ? time + random.NextInt64(step) : time);
        }

        return [.. times];
    }
}
