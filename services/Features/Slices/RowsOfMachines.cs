using Presage.Engine.Features;

namespace Presage.Features.Slices;

internal static class RowsOfMachines
{
    /// <summary>Puts the rows of machines together in their order.</summary>
    public static FeatureRows Join(IReadOnlyList<FeatureRows> parts, int columns, int components)
    {
        var machineOf = new int[parts.Sum(part => part.Count)];
        var (row, machines) = (0, 0);
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Count; i++)
                machineOf[row + i] = machines + part.MachineOf[i];

            row += part.Count;
            machines += part.Machines.Length;
        }

        return new FeatureRows(
            [.. parts.SelectMany(part => part.Machines)],
            machineOf,
            Concat(parts, part => part.Times),
            [.. Enumerable.Range(0, columns).Select(column => Concat(parts, part => part.Values[column]))],
            [.. Enumerable.Range(0, components).Select(component => Concat(parts, part => part.Labels[component]))]);
    }

    private static T[] Concat<T>(IReadOnlyList<FeatureRows> parts, Func<FeatureRows, T[]> array)
    {
        var all = new T[parts.Sum(part => array(part).Length)];
        var start = 0;
        foreach (var part in parts)
        {
            array(part).CopyTo(all, start);
            start += array(part).Length;
        }

        return all;
    }
}
