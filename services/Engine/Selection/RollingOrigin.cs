namespace Presage.Engine.Selection;

/// <summary>Folds of growing training blocks, each judged on the time that follows it, one horizon later.</summary>
public static class RollingOrigin
{
    /// <summary>
    /// Cuts the labelled time of (from, to - horizon] into <paramref name="folds"/> + 1 equal parts; fold k is judged on part k + 1 and
    /// fitted on all before it but the horizon next to it. To keep a test block untouched, let <paramref name="to"/> be its beginning.
    /// </summary>
    /// <exception cref="PresageException">The range is too short for so many folds.</exception>
    public static IReadOnlyList<Fold> Folds(long[] times, sbyte[][] labels, long from, long to, long horizon, int folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        var rows = LabelledRows.Of(times, labels, from, to, horizon);
        var part = UnixTime.FromMilliseconds(UnixTime.ToMilliseconds(rows.End - rows.Start) / (folds + 1));
        if (part < horizon + UnixTime.Day)
            throw TooShort(rows.Range, horizon, folds);

        return [.. Enumerable.Range(1, folds).Select(k => Of(rows, part, k, k == folds))];
    }

    /// <summary>Refuses a number of folds that no data of the range could carry, before there are any.</summary>
    /// <exception cref="PresageException">The range is too short for so many folds.</exception>
    public static void Check(TimeBlock range, long horizon, int folds)
    {
        if (range.To - range.From < Needed(horizon, folds))
            throw TooShort(range, horizon, folds);
    }

    /// <summary>Folds of the time before the test block of a split by time, with its gaps.</summary>
    /// <exception cref="PresageException">
    /// The range is too short for so many folds, or a fold cannot judge anything because no component fails in both of its blocks.
    /// </exception>
    public static IReadOnlyList<Fold> Before(TrainingData data, DataSplit split, int folds)
    {
        var all = Folds(data.Times, data.Labels, split.Train.From, split.Test.From, data.Horizon, folds);
        foreach (var (number, fold) in all.Index().Where(each => !CanJudge(each.Item, data.Labels)))
        {
            throw new PresageException(
                ErrorKind.Invalid, "no-failures",
                $"Of {folds} folds, number {number + 1} cannot judge: no component fails both in {fold.Train} and in {fold.Judge}.",
                "Take fewer folds, a longer range or more machines.");
        }

        return all;
    }

    /// <summary>Parts of more than a horizon, and a horizon after the last for its labels.</summary>
    private static long Needed(long horizon, int folds) => ((horizon + UnixTime.Day) * (folds + 1)) + horizon;

    private static PresageException TooShort(TimeBlock range, long horizon, int folds) => new(
        ErrorKind.Invalid, "range-too-short",
        $"The range {range} is too short for {folds} folds with a horizon of {horizon / UnixTime.Hour} h: they need "
            + $"{Math.Ceiling((double)Needed(horizon, folds) / UnixTime.Day)} days before the test block.",
        "Take fewer folds, a longer range or a shorter horizon.");

    internal static bool CanJudge(Fold fold, sbyte[][] labels) =>
        labels.Any(column => fold.TrainRows.Any(row => column[row] == 1) && fold.JudgeRows.Any(row => column[row] == 1));

    private static Fold Of(LabelledRows rows, long part, int number, bool isLast)
    {
        var origin = rows.Start + (part * number);
        var train = new TimeBlock(rows.Start, origin - rows.Horizon);
        var judge = new TimeBlock(origin, isLast ? rows.End : origin + part);
        return new Fold(train, judge, rows.In(train), rows.In(judge));
    }
}

/// <summary>Rows to fit on and rows to judge by, ascending.</summary>
public sealed record Fold(TimeBlock Train, TimeBlock Judge, int[] TrainRows, int[] JudgeRows)
{
    /// <summary>The training block of a split, judged on its calibration block.</summary>
    public static Fold Of(DataSplit split) => new(split.Train, split.Calibrate, split.TrainRows, split.CalibrateRows);
}
