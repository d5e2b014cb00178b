namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a training range by machine and time: tested on machines that were not learnt from, in a time that comes after what was learnt,
/// one horizon later. The hardest test, and the one with the fewest rows: rows of test machines before that time and of the others after
/// it are in no block.
/// </summary>
public static class MachineAndTimeSplit
{
    private const long ShortestBlock = UnixTime.Day;

    /// <summary>
    /// How much larger the shares of machines and of time that test are than the share of rows that is to be left of both.
    /// </summary>
    private const double Larger = 2.5;

    /// <summary>Splits the rows in (from, to].</summary>
    /// <param name="settings">Widened as those of time are, see <see cref="SplitWidening"/>.</param>
    /// <exception cref="PresageException">
    /// The range is too short, there are fewer machines than blocks, or a block has no failure of any component.
    /// </exception>
    public static DataSplit Of(LabelledFleet fleet, long from, long to, long seed, SplitSettings? settings = null)
    {
        var rows = LabelledRows.Of(fleet.Times, fleet.Labels, from, to, fleet.Horizon);
        var machines = MachineFailures.Of(fleet, rows.Rows);
        MachineSplit.CheckMachines(machines.Count);
        var candidates = SplitWidening.Shares(settings).Select(Enlarged).ToList();
        SplitSettings[] fitting = [.. candidates.Where(shares => Span(rows) * shares.Test >= ShortestBlock)];
        return fitting.Length == 0
            ? throw rows.TooShort((2 * rows.Horizon) + (long)(ShortestBlock / candidates.Max(shares => shares.Test)))
            : SplitWidening.Choose(fleet, rows.Range, fitting.Select(shares => Of(fleet, rows, machines, shares, seed)));
    }

    private static SplitSettings Enlarged(SplitSettings shares) =>
        new SplitSettings(shares.Train, shares.Calibrate, Math.Min(0.5, shares.Test * Larger)).Normalised();

    private static DataSplit Of(
        LabelledFleet fleet, LabelledRows rows, IReadOnlyList<MachineFailures> machines, SplitSettings shares, long seed)
    {
        var (train, calibrate, test) = MachineSplit.Machines(machines, shares, seed);
        var learn = new TimeBlock(rows.Start, rows.Start + LabelledRows.Share(Span(rows), 1 - shares.Test));
        var later = new TimeBlock(learn.To + rows.Horizon, rows.End);
        return new DataSplit(
            SplitKinds.Both, learn, learn, later, In(learn, train), In(learn, calibrate), In(later, test),
            In(learn, [.. train, .. calibrate]))
        {
            TestMachines = test,
        };

        int[] In(TimeBlock block, HashSet<int> of) => [.. rows.In(block).Where(row => of.Contains(fleet.MachineOf[row]))];
    }

    private static long Span(LabelledRows rows) => rows.End - rows.Start - rows.Horizon;
}
