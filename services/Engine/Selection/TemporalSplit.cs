namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a training range by time: train | gap | calibrate | gap | test. Each gap is one label horizon wide, so that no label of a block looks at a failure in the
/// next, and the test block ends one horizon before the range does, so that nothing after the range is known to the model. Rows of unknown label are in no block.
/// </summary>
/// <param name="TrainRows">Ascending row numbers, as are the others.</param>
/// <param name="RefitRows">All rows up to the end of the calibration block, with those of the gap before it: what the registered model is fitted on.</param>
public sealed record TemporalSplit(
    TimeBlock Train, TimeBlock Calibrate, TimeBlock Test, int[] TrainRows, int[] CalibrateRows, int[] TestRows, int[] RefitRows)
{
    private const long ShortestBlock = UnixTime.Day;

    private static readonly SplitSettings[] Wider = [new(0.60, 0.20, 0.20), new(0.50, 0.25, 0.25)];

    /// <summary>Splits the rows in (from, to].</summary>
    /// <param name="times">[row] T in any order.</param>
    /// <param name="labels">[component][row]: 1, 0 or -1 for unknown.</param>
    /// <param name="horizon">Milliseconds.</param>
    /// <param name="settings">
    /// Where these shares leave a block without any failure, wider calibration and test blocks are tried (60/20/20, then 50/25/25).
    /// </param>
    /// <exception cref="PresageException">The range is too short, or a block has no failure of any component.</exception>
    public static TemporalSplit Of(long[] times, sbyte[][] labels, long from, long to, long horizon, SplitSettings? settings = null)
    {
        var rows = LabelledRows.Of(times, labels, from, to, horizon);
        var split = Of(rows, settings ?? SplitSettings.Default);
        for (var i = 0; i < Wider.Length && split.WithoutFailures(labels).Count > 0; i++)
            split = Of(rows, Wider[i]);

        return split.WithoutFailures(labels).Count == 0 ? split : throw NoFailures(split, labels, rows);
    }

    private static TemporalSplit Of(LabelledRows rows, SplitSettings settings)
    {
        var shares = settings.Normalised();
        var span = rows.End - rows.Start - (2 * rows.Horizon);
        var smallest = Math.Min(shares.Train, Math.Min(shares.Calibrate, shares.Test));
        if (span * smallest < ShortestBlock)
            throw rows.TooShort((3 * rows.Horizon) + (long)(ShortestBlock / smallest));

        var train = new TimeBlock(rows.Start, rows.Start + (long)(span * shares.Train));
        var calibrateFrom = train.To + rows.Horizon;
        var calibrate = new TimeBlock(calibrateFrom, calibrateFrom + (long)(span * shares.Calibrate));
        var test = new TimeBlock(calibrate.To + rows.Horizon, rows.End);
        return new TemporalSplit(
            train, calibrate, test, rows.In(train), rows.In(calibrate), rows.In(test), rows.In(new TimeBlock(train.From, calibrate.To)));
    }

    private List<(string Name, TimeBlock Block)> WithoutFailures(sbyte[][] labels)
    {
        (string Name, TimeBlock Block, int[] Rows)[] blocks =
            [("training", Train, TrainRows), ("calibration", Calibrate, CalibrateRows), ("test", Test, TestRows)];
        return [.. blocks.Where(block => !HasFailure(labels, block.Rows)).Select(block => (block.Name, block.Block))];
    }

    private static bool HasFailure(sbyte[][] labels, int[] rows) => labels.Any(column => rows.Any(row => column[row] == 1));

    private static PresageException NoFailures(TemporalSplit split, sbyte[][] labels, LabelledRows rows)
    {
        var (name, block) = split.WithoutFailures(labels)[0];
        return new PresageException(
            "no-failures",
            $"Of the range {rows.Range} the {name} block {block} has no failure within {rows.Horizon / UnixTime.Hour} h of any of its rows.",
            "Take a longer range or more machines, so that failures fall into the training, the calibration and the test block.");
    }
}
