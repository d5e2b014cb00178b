namespace Presage.Engine.Selection;

/// <summary>Folds by machine: each is judged on its share of the machines and of the failures, and fitted on all others.</summary>
public static class MachineFolds
{
    /// <summary>[position in rows] fold of its machine, from 0.</summary>
    /// <param name="rows">Ascending.</param>
    public static int[] Assign(LabelledFleet fleet, int[] rows, int folds, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        var machines = MachineFailures.Of(fleet, rows);
        var assigned = MachineStrata.Assign(machines, [.. Enumerable.Repeat(1.0 / folds, folds)], seed);
        var foldOf = machines.Zip(assigned).ToDictionary(pair => pair.First.Machine, pair => pair.Second);
        return Array.ConvertAll(rows, row => foldOf[fleet.MachineOf[row]]);
    }

    /// <summary>Folds of the rows that a model may learn from, for its trials.</summary>
    /// <exception cref="PresageException">A fold cannot judge anything because no component fails in both of its parts.</exception>
    public static IReadOnlyList<Fold> Of(LabelledFleet fleet, DataSplit split, int folds, long seed)
    {
        // One fold is judged on a third of the machines.
        var foldOf = Assign(fleet, split.RefitRows, folds == 1 ? 3 : folds, seed);
        IReadOnlyList<Fold> all = [.. Enumerable.Range(0, folds).Select(fold => Of(split, foldOf, fold))];
        foreach (var (number, fold) in all.Index().Where(each => !RollingOrigin.CanJudge(each.Item, fleet.Labels)))
        {
            throw new PresageException(
                ErrorKind.Invalid, "no-failures",
                $"Of {folds} folds, number {number + 1} cannot judge: no component fails both on its {Machines(fleet, fold.JudgeRows)} "
                    + "machines and on the others.",
                "Take fewer folds, a longer range or more machines.");
        }

        return all;
    }

    private static Fold Of(DataSplit split, int[] foldOf, int fold) => new(
        split.Train, split.Calibrate,
        [.. split.RefitRows.Where((_, i) => foldOf[i] != fold)], [.. split.RefitRows.Where((_, i) => foldOf[i] == fold)]);

    private static int Machines(LabelledFleet fleet, int[] rows) => rows.Select(row => fleet.MachineOf[row]).Distinct().Count();
}
