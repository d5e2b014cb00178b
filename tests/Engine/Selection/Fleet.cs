using Presage.Engine;
using Presage.Engine.Observation;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

/// <summary>Rows every 12 hours of some machines with failures, and the labels that follow from them.</summary>
internal sealed class Fleet
{
    public const long Horizon = 84 * UnixTime.Hour;

    /// <param name="failures">[machine][component] times.</param>
    public Fleet(long[][][] failures, int days)
    {
        Failures = failures;
        To = days * UnixTime.Day;
        var perMachine = days * 2;
        Times = [.. failures.SelectMany(_ => Enumerable.Range(1, perMachine).Select(row => row * 12 * UnixTime.Hour))];
        MachineOf = [.. failures.SelectMany((_, machine) => Enumerable.Repeat(machine, perMachine))];
        Labels = [.. Enumerable.Range(0, failures[0].Length)
            .Select(component => Times.Select((_, row) => Label(row, component)).ToArray())];
    }

    public long[][][] Failures { get; }

    public long To { get; }

    public long[] Times { get; }

    public int[] MachineOf { get; }

    public sbyte[][] Labels { get; }

    public LabelledFleet Rows => new(
        Times, Labels, MachineOf,
        [.. Failures.Select((failures, machine) => new MachineEvents($"{machine + 1}", failures, [[], []], ObservedPeriods.Always))],
        Horizon);

    /// <summary>A failure of a random component every so many days on average, at 06:00.</summary>
    public static Fleet Random(int machines, int days, double every, int components = 2, int seed = 1)
    {
        var random = new Random(seed);
        return new Fleet(
            [
                .. Enumerable.Range(0, machines).Select(_ =>
                {
                    var failures = Enumerable.Range(0, days).Where(_ => random.NextDouble() < 1 / every)
                        .Select(day => (day, random.Next(components))).ToList();
                    return Enumerable.Range(0, components)
                        .Select(c => failures.Where(f => f.Item2 == c).Select(f => (f.day * UnixTime.Day) + (6 * UnixTime.Hour)).ToArray())
                            .ToArray();
                }),
            ],
            days);
    }

    private sbyte Label(int row, int component)
    {
        if (Times[row] + Horizon > To)
            return -1;

        return (sbyte)(Failures[MachineOf[row]][component].Any(time => time > Times[row] && time <= Times[row] + Horizon) ? 1 : 0);
    }
}
