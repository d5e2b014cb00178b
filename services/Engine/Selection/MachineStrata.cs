namespace Presage.Engine.Selection;

/// <summary>
/// Puts machines into blocks so that each block has its share of the failures of every component, of the machines and of the rows, which
/// makes lives alike: a greedy form of stratification by many labels (Sechidis, Tsoumakas and Vlahavas 2011, "On the stratification of
/// multi-label data"). Machines with many failures, with rare ones or with long lives go first, each into the block that brings all shares
/// nearest to what they should be, by least squares in parts of the block. Depends on seed and names, not on the order of machines.
/// </summary>
internal static class MachineStrata
{
    /// <param name="shares">Positive, one a block.</param>
    /// <returns>[position in machines] block.</returns>
    public static int[] Assign(IReadOnlyList<MachineFailures> machines, double[] shares, long seed)
    {
        double[][] parts = [.. PartsOf(machines)];
        double[][] lacking = [.. shares.Select(share => Enumerable.Repeat(share, parts.Length == 0 ? 0 : parts[0].Length).ToArray())];
        var order = Enumerable.Range(0, machines.Count)
            .OrderByDescending(i => parts[i].Sum(part => part * part))
            .ThenBy(i => MachineSample.Key(machines[i].Name, seed)).ThenBy(i => machines[i].Name, StringComparer.Ordinal);
        var blocks = new int[machines.Count];
        foreach (var i in order)
        {
            blocks[i] = Enumerable.Range(0, shares.Length).MaxBy(block => Gain(parts[i], lacking[block]) / shares[block]);
            for (var part = 0; part < parts[i].Length; part++)
                lacking[blocks[i]][part] -= parts[i][part];
        }

        return blocks;
    }

    /// <summary>How much the squares of what a block lacks shrink when a machine goes into it.</summary>
    private static double Gain(double[] parts, double[] lacking) => parts.Zip(lacking, (part, lack) => part * ((2 * lack) - part)).Sum();

    /// <summary>[machine] its part of the failures of each component, of the machines and of the rows.</summary>
    private static IEnumerable<double[]> PartsOf(IReadOnlyList<MachineFailures> machines)
    {
        var components = machines.Count == 0 ? 0 : machines[0].Failures.Length;
        long[] totals = [.. Enumerable.Range(0, components).Select(c => machines.Sum(machine => (long)machine.Failures[c]))];
        var rows = machines.Sum(machine => (double)machine.Rows);
        return machines.Select(machine => machine.Failures.Select((count, c) => totals[c] == 0 ? 0 : (double)count / totals[c])
            .Append(1.0 / machines.Count).Append(machine.Rows / rows).ToArray());
    }
}
