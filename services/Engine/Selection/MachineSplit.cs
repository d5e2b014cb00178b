namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a training range by machine, of all times: some machines are learnt from, others calibrate and others test, each with its share
/// of the failures (<see cref="MachineStrata"/>). For lives that begin and end at will, of which a split by time would test the
/// longest-lived only; figures then say how good the model is for a machine it has never seen, at the time of those it has.
/// </summary>
public static class MachineSplit
{
    private const int Blocks = 3;

    /// <summary>Splits the rows in (from, to].</summary>
    /// <param name="seed">Another seed is another draw of machines.</param>
    /// <param name="settings">Shares of the machines and failures; widened as those of time are, see <see cref="SplitWidening"/>.</param>
    /// <exception cref="PresageException">
    /// There are no rows, fewer machines than blocks, or a block has no failure of any component.
    /// </exception>
    public static DataSplit Of(LabelledFleet fleet, long from, long to, long seed, SplitSettings? settings = null)
    {
        var rows = LabelledRows.Of(fleet.Times, fleet.Labels, from, to, fleet.Horizon);
        var machines = MachineFailures.Of(fleet, rows.Rows);
        CheckMachines(machines.Count);
        return SplitWidening.Choose(
            fleet, rows.Range, SplitWidening.Shares(settings).Select(shares => Of(fleet, rows, machines, shares, seed)));
    }

    /// <exception cref="PresageException"><c>too-few-machines</c>.</exception>
    internal static void CheckMachines(int machines)
    {
        if (machines < Blocks)
        {
            throw new PresageException(
                ErrorKind.Invalid, "too-few-machines",
                $"{machines} machines with rows are too few to learn from some, calibrate on others and test on others again.",
                "Take more machines, or split by time.");
        }
    }

    private static DataSplit Of(
        LabelledFleet fleet, LabelledRows rows, IReadOnlyList<MachineFailures> machines, SplitSettings shares, long seed)
    {
        var (train, calibrate, test) = Machines(machines, shares, seed);
        var block = new TimeBlock(rows.Start, rows.End);
        return new DataSplit(
            SplitKinds.Machine, block, block, block, Rows(train), Rows(calibrate), Rows(test), Rows([.. train, .. calibrate]))
        {
            TestMachines = test,
        };

        int[] Rows(HashSet<int> of) => [.. rows.Rows.Where(row => of.Contains(fleet.MachineOf[row]))];
    }

    internal static (HashSet<int> Train, HashSet<int> Calibrate, HashSet<int> Test) Machines(
        IReadOnlyList<MachineFailures> machines, SplitSettings shares, long seed)
    {
        var blocks = MachineStrata.Assign(machines, [shares.Train, shares.Calibrate, shares.Test], seed);
        return (In(0), In(1), In(2));

        HashSet<int> In(int block) => [.. machines.Where((_, i) => blocks[i] == block).Select(machine => machine.Machine)];
    }
}
