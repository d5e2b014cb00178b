using Presage.Engine;
using Presage.Engine.Observation;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

/// <summary>Engines that all start at one moment and run until they fail, of one component; rows every 12 hours.</summary>
internal static class Engines
{
    public const long Horizon = 84 * UnixTime.Hour;
    public const int Longest = 120;

    /// <summary>Beyond the last row's horizon.</summary>
    public const long To = (Longest + 4) * UnixTime.Day;

    /// <param name="lives">Days until each fails.</param>
    public static LabelledFleet Of(params int[] lives)
    {
        var (times, labels, machineOf) = (new List<long>(), new List<sbyte>(), new List<int>());
        foreach (var (machine, life) in lives.Index())
        {
            for (var time = UnixTime.Day / 2; time < life * UnixTime.Day; time += UnixTime.Day / 2)
            {
                times.Add(time);
                machineOf.Add(machine);
                labels.Add((sbyte)(time + Horizon >= life * UnixTime.Day ? 1 : 0));
            }
        }

        return new LabelledFleet(
            [.. times], [[.. labels]], [.. machineOf],
            [.. lives.Select(
                (life, machine) => new MachineEvents($"E{machine + 1}", [[life * UnixTime.Day]], [[]], ObservedPeriods.Always))],
            Horizon);
    }

    /// <summary>Most live for 20 to 60 days, few up to <see cref="Longest"/>.</summary>
    public static int[] Lives(int engines, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, engines).Select(engine => engine % 10 == 0 ? 80 + random.Next(Longest - 80) : 20 + random.Next(40))];
    }
}
