namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a training range by time: train | gap | calibrate | gap | test. Each gap is one label horizon wide, so that no label of a block
/// looks at a failure in the next, and the test block ends one horizon before the range does, so that nothing after the range is known to
/// the model. The registered model is fitted on all rows up to the end of the calibration block, with those of the gap before it.
/// </summary>
public static class TemporalSplit
{
    private const long ShortestBlock = UnixTime.Day;

    /// <summary>Splits the rows in (from, to].</summary>
    /// <param name="settings"> Where these shares make a block shorter than a day, leave a component without a failure in some block or
    /// the test block with few failures, wider calibration and test blocks are tried too; see <see cref="SplitWidening"/>.
    /// </param>
    /// <exception cref="PresageException">The range is too short, or a block has no failure of any component.</exception>
    public static DataSplit Of(LabelledFleet fleet, long from, long to, SplitSettings? settings = null)
    {
        var rows = LabelledRows.Of(fleet.Times, fleet.Labels, from, to, fleet.Horizon);
        var candidates = SplitWidening.Shares(settings);
        SplitSettings[] fitting = [.. candidates.Where(shares => IsLongEnough(rows, shares))];
        return fitting.Length == 0
            ? throw rows.TooShort((3 * rows.Horizon) + (long)(ShortestBlock / candidates.Max(shares => shares.Smallest)))
            : SplitWidening.Choose(fleet, rows.Range, fitting.Select(shares => Of(rows, shares)));
    }

    private static DataSplit Of(LabelledRows rows, SplitSettings shares)
    {
        var span = Span(rows);
        var train = new TimeBlock(rows.Start, rows.Start + LabelledRows.Share(span, shares.Train));
        var calibrateFrom = train.To + rows.Horizon;
        var calibrate = new TimeBlock(calibrateFrom, calibrateFrom + LabelledRows.Share(span, shares.Calibrate));
        var test = new TimeBlock(calibrate.To + rows.Horizon, rows.End);
        return new DataSplit(
            SplitKinds.Time, train, calibrate, test, rows.In(train), rows.In(calibrate), rows.In(test),
            rows.In(new TimeBlock(train.From, calibrate.To)));
    }

    private static long Span(LabelledRows rows) => rows.End - rows.Start - (2 * rows.Horizon);

    private static bool IsLongEnough(LabelledRows rows, SplitSettings shares) => Span(rows) * shares.Smallest >= ShortestBlock;
}
