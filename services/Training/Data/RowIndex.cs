using Presage.Engine.Features;

namespace Presage.Training.Data;

/// <summary>Times, labels and machines of all rows, put together from parts that may come at the same time.</summary>
internal sealed class RowIndex(FeatureParts parts, int components)
{
    private readonly string[][] _machines = new string[parts.Slices][];
    private readonly (int First, int[] MachineOf)[] _machineOf = new (int, int[])[parts.Slices];

    public long[] Times { get; } = new long[parts.Rows];

    public sbyte[][] Labels { get; } = [.. Enumerable.Range(0, components).Select(_ => new sbyte[parts.Rows])];

    /// <summary>All machines, in the order of their rows.</summary>
    public IReadOnlyList<string> Machines => [.. _machines.SelectMany(machines => machines)];

    /// <summary>[row] position in <see cref="Machines"/>.</summary>
    public int[] MachineOf
    {
        get
        {
            var all = new int[Times.Length];
            var before = 0;
            foreach (var (slice, (first, machineOf)) in _machineOf.Index())
            {
                for (var row = 0; row < machineOf.Length; row++)
                    all[first + row] = before + machineOf[row];

                before += _machines[slice].Length;
            }

            return all;
        }
    }

    public void Take(int slice, int first, FeatureRows part)
    {
        _machines[slice] = part.Machines;
        _machineOf[slice] = (first, part.MachineOf);
        part.Times.CopyTo(Times, first);
        for (var component = 0; component < Labels.Length; component++)
            part.Labels[component].CopyTo(Labels[component], first);
    }
}
