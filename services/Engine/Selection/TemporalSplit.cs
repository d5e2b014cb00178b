namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a training range by time: train | gap | calibrate | gap | test. Each gap is one label horizon wide, so that no label of a block
/// looks at a failure in the next, and the test block ends one horizon before the range does, so that nothing after the range is known to
/// the model. Rows of unknown label are in no block.
/// </summary>
/// <param name="TrainRows">Ascending row numbers, as are the others.</param>
/// <param name="RefitRows">
/// All rows up to the end of the calibration block, with those of the gap before it: what the registered model is fitted on.
/// </param>
public sealed record TemporalSplit(
    TimeBlock Train, TimeBlock Calibrate, TimeBlock Test, int[] TrainRows, int[] CalibrateRows, int[] TestRows, int[] RefitRows)
{
    private const int Blocks = 3;
    private const long ShortestBlock = UnixTime.Day;

    private static readonly SplitSettings[] Wider = [new(0.70, 0.15, 0.15), new(0.60, 0.20, 0.20), new(0.50, 0.25, 0.25)];

    /// <summary>Splits the rows in (from, to].</summary>
    /// <param name="times">[row] T in any order.</param>
    /// <param name="labels">[component][row]: 1, 0 or -1 for unknown.</param>
    /// <param name="horizon">Milliseconds.</param>
    /// <param name="settings"> Where these shares make a block shorter than a day or leave a component without a failure in some block,
    /// wider calibration and test blocks are tried too (70/15/15, 60/20/20 and 50/25/25), and the first of those with failures of the most
    /// components in the most blocks is taken.
    /// </param>
    /// <exception cref="PresageException">The range is too short, or a block has no failure of any component.</exception>
    public static TemporalSplit Of(long[] times, sbyte[][] labels, long from, long to, long horizon, SplitSettings? settings = null)
    {
        var rows = LabelledRows.Of(times, labels, from, to, horizon);
        SplitSettings[] candidates = [.. Wider.Prepend(settings ?? SplitSettings.Default).Select(shares => shares.Normalised())];
        SplitSettings[] fitting = [.. candidates.Where(shares => IsLongEnough(rows, shares))];
        if (fitting.Length == 0)
            throw rows.TooShort((3 * rows.Horizon) + (long)(ShortestBlock / candidates.Max(shares => shares.Smallest)));

        var first = Of(rows, fitting[0]);
        if (first.Seen(labels) == Blocks * labels.Length)
            return first;

        var split = fitting.Skip(1).Select(shares => Of(rows, shares)).Prepend(first)
            .MaxBy(split => (split.WithoutFailures(labels) is null, split.Seen(labels)))!;
        return split.WithoutFailures(labels) is not { } empty
            ? split
            : throw new PresageException(
                ErrorKind.Invalid, "no-failures",
                $"Of the range {rows.Range} the {empty.Name} block {empty.Block} has no failure within {horizon / UnixTime.Hour} h "
                    + "of any of its rows.",
                "Take a longer range or more machines, so that failures fall into the training, the calibration and the test block.");
    }

    private static TemporalSplit Of(LabelledRows rows, SplitSettings shares)
    {
        var span = Span(rows);
        var train = new TimeBlock(rows.Start, rows.Start + (long)(span * shares.Train));
        var calibrateFrom = train.To + rows.Horizon;
        var calibrate = new TimeBlock(calibrateFrom, calibrateFrom + (long)(span * shares.Calibrate));
        var test = new TimeBlock(calibrate.To + rows.Horizon, rows.End);
        return new TemporalSplit(
            train, calibrate, test, rows.In(train), rows.In(calibrate), rows.In(test), rows.In(new TimeBlock(train.From, calibrate.To)));
    }

    private static long Span(LabelledRows rows) => rows.End - rows.Start - (2 * rows.Horizon);

    private static bool IsLongEnough(LabelledRows rows, SplitSettings shares) => Span(rows) * shares.Smallest >= ShortestBlock;

    /// <summary>Number of pairs of a component and a block that it fails in.</summary>
    private int Seen(sbyte[][] labels) =>
        new[] { TrainRows, CalibrateRows, TestRows }.Sum(rows => labels.Count(column => HasFailure(column, rows)));

    private (string Name, TimeBlock Block)? WithoutFailures(sbyte[][] labels)
    {
        (string Name, TimeBlock Block, int[] Rows)[] blocks =
            [("training", Train, TrainRows), ("calibration", Calibrate, CalibrateRows), ("test", Test, TestRows)];
        var empty = Array.Find(blocks, block => !labels.Any(column => HasFailure(column, block.Rows)));
        return empty.Rows is null ? null : (empty.Name, empty.Block);
    }

    private static bool HasFailure(sbyte[] labels, int[] rows) => rows.Any(row => labels[row] == 1);
}
