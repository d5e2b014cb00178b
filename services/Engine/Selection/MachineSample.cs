using Presage.Engine.Random;

namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a share of the machines. Machines are sampled and not rows, because neighbouring rows of a machine overlap in their windows and
/// labels: half of the rows would know nearly all that all of them know, while half of the machines keep their history in time whole and
/// see half of the failures. Samples are nested: a larger share holds every machine of a smaller one.
/// </summary>
public static class MachineSample
{
    /// <param name="rows">Ascending row numbers.</param>
    /// <param name="share">Above 0; 1 is all. However small, for each component that fails in the rows a machine on which it does is
    /// taken.</param>
    public static int[] Rows(TrainingData data, int[] rows, double share, long seed)
    {
        if (share >= 1)
            return rows;

        var machines = rows.Select(row => data.MachineOf[row]).Distinct()
            .OrderBy(machine => Key(data.Machines[machine].Machine, seed)).ThenBy(machine => machine).ToList();
        var failing = Failing(data, rows, machines);
        var count = Math.Max(failing.Count, (int)Math.Ceiling((share * machines.Count) - 1e-9));
        var sample = failing.Union(machines).Take(count).ToHashSet();
        return [.. rows.Where(row => sample.Contains(data.MachineOf[row]))];
    }

    /// <summary>For each component the first machine on which it fails.</summary>
    private static List<int> Failing(TrainingData data, int[] rows, List<int> machines)
    {
        var found = data.Labels
            .Select(labels => rows.Where(row => labels[row] == 1).Select(row => data.MachineOf[row]).ToHashSet())
            .Select(failed => machines.FindIndex(failed.Contains));
        return [.. found.Where(place => place >= 0).Distinct().Select(place => machines[place])];
    }

    /// <summary>The same for a machine whichever others there are.</summary>
    internal static ulong Key(string machine, long seed) =>
        new Xoshiro256(seed, machine.Aggregate(17L, (hash, letter) => unchecked((hash * 1_000_003) + letter))).Next();
}
