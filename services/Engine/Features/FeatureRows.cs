namespace Presage.Engine.Features;

/// <summary>Feature rows of some machines, column-major, ordered by machine and time.</summary>
/// <param name="Machines">The machines; <see cref="MachineOf"/> points into it.</param>
/// <param name="MachineOf">[row] position of the row's machine in <see cref="Machines"/>.</param>
/// <param name="Times">[row] grid point T, Unix milliseconds.</param>
/// <param name="Values">[column][row]; NaN is missing; categorical columns hold the category's index.</param>
/// <param name="Labels">[component][row]: 1 fails within the horizon, 0 does not, -1 unknown.</param>
public sealed record FeatureRows(string[] Machines, int[] MachineOf, long[] Times, double[][] Values, sbyte[][] Labels)
{
    public int Count => Times.Length;

    /// <summary>Puts parts one behind the other, in the order given; a machine of several parts is listed once.</summary>
    /// <param name="parts">Rows with the same columns and components; ordered parts of different machines give ordered rows.</param>
    public static FeatureRows Concat(IReadOnlyList<FeatureRows> parts)
    {
        if (parts.Count == 0)
            return new FeatureRows([], [], [], [], []);
        if (parts.Any(part => part.Values.Length != parts[0].Values.Length || part.Labels.Length != parts[0].Labels.Length))
            throw new ArgumentException("The parts do not have the same columns and components.", nameof(parts));

        var positions = new Dictionary<string, int>();
        var machineOf = new int[parts.Sum(part => part.Count)];
        var row = 0;
        foreach (var part in parts)
        {
            foreach (var machine in part.Machines)
                positions.TryAdd(machine, positions.Count);
            foreach (var machine in part.MachineOf)
                machineOf[row++] = positions[part.Machines[machine]];
        }

        return new FeatureRows(
            [.. positions.OrderBy(entry => entry.Value).Select(entry => entry.Key)],
            machineOf,
            [.. parts.SelectMany(part => part.Times)],
            Joined(parts, part => part.Values),
            Joined(parts, part => part.Labels));
    }

    private static T[][] Joined<T>(IReadOnlyList<FeatureRows> parts, Func<FeatureRows, T[][]> columns)
    {
        var joined = new T[columns(parts[0]).Length][];
        for (var column = 0; column < joined.Length; column++)
        {
            joined[column] = new T[parts.Sum(part => part.Count)];
            var row = 0;
            foreach (var part in parts)
            {
                columns(part)[column].CopyTo(joined[column], row);
                row += part.Count;
            }
        }

        return joined;
    }
}
