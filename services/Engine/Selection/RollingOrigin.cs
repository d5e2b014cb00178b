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
        var part = (rows.End - rows.Start) / (folds + 1);
        if (part < horizon + UnixTime.Day)
            throw rows.TooShort(((horizon + UnixTime.Day) * (folds + 1)) + horizon);

        return [.. Enumerable.Range(1, folds).Select(k => Of(rows, part, k, k == folds))];
    }

    private static Fold Of(LabelledRows rows, long part, int number, bool isLast)
    {
        var origin = rows.Start + (part * number);
        var train = new TimeBlock(rows.Start, origin - rows.Horizon);
        var judge = new TimeBlock(origin, isLast ? rows.End : origin + part);
        return new Fold(train, judge, rows.In(train), rows.In(judge));
    }
}

/// <summary>Rows to fit on and rows to judge by, ascending.</summary>
public sealed record Fold(TimeBlock Train, TimeBlock Judge, int[] TrainRows, int[] JudgeRows);
