namespace Presage.Engine.Selection;

/// <summary>
/// How much a block of rows can say. Rows of one failure are much alike and machines fail in their own ways, so what counts is failures,
/// one a component and moment, and the machines that they are of.
/// </summary>
/// <param name="Machines">Machines with rows in the block.</param>
/// <param name="Failures">[component] failures within a horizon of a row of the block.</param>
/// <param name="FailedMachines">[component] machines that those are of.</param>
/// <param name="FailedAtAll">Machines with a failure of any component.</param>
public sealed record BlockSize(
    int Rows, int Machines, IReadOnlyList<long> Failures, IReadOnlyList<int> FailedMachines, int FailedAtAll)
{
    /// <param name="rows">Ascending.</param>
    public static BlockSize Of(LabelledFleet fleet, int[] rows)
    {
        var byMachine = MachineFailures.Of(fleet, rows);
        var components = Enumerable.Range(0, fleet.Labels.Length).ToList();
        return new BlockSize(
            rows.Length,
            byMachine.Count,
            [.. components.Select(component => byMachine.Sum(machine => (long)machine.Failures[component]))],
            [.. components.Select(component => byMachine.Count(machine => machine.Failures[component] > 0))],
            byMachine.Count(machine => machine.Total > 0));
    }

    public long AllFailures => Failures.Sum();
}

/// <summary>Failures of a machine in a block of rows.</summary>
/// <param name="Machine">Its position in the fleet.</param>
/// <param name="Failures">[component] number.</param>
internal sealed record MachineFailures(int Machine, string Name, int Rows, int[] Failures)
{
    public int Total => Failures.Sum();

    /// <summary>The machines that have rows, in the order of their rows.</summary>
    public static IReadOnlyList<MachineFailures> Of(LabelledFleet fleet, int[] rows)
    {
        var machines = new List<MachineFailures>();
        for (var (start, end) = (0, 0); start < rows.Length; start = end)
        {
            var machine = fleet.MachineOf[rows[start]];
            while (end < rows.Length && fleet.MachineOf[rows[end]] == machine)
                end++;

            var own = rows.AsSpan(start, end - start);
            var failures = new int[fleet.Labels.Length];
            for (var component = 0; component < failures.Length; component++)
                failures[component] = Count(fleet.Labels[component], fleet.Times, fleet.Machines[machine].Failures[component], own);

            machines.Add(new MachineFailures(machine, fleet.Machines[machine].Machine, own.Length, failures));
        }

        return machines;
    }

    /// <summary>
    /// Distinct moments that failing rows lead up to. A preset with labels of its own may have failing rows without one; each run of those
    /// is one failure.
    /// </summary>
    private static int Count(sbyte[] labels, long[] times, long[] moments, ReadOnlySpan<int> rows)
    {
        var (count, last, wasFailing) = (0, long.MinValue, false);
        foreach (var row in rows)
        {
            var isFailing = labels[row] == 1;
            if (isFailing)
            {
                var next = SortedTimes.CountUpTo(moments, times[row]);
                var moment = next < moments.Length ? moments[next] : long.MaxValue;
                count += moment != last || (moment == long.MaxValue && !wasFailing) ? 1 : 0;
                last = moment;
            }

            wasFailing = isFailing;
        }

        return count;
    }
}
