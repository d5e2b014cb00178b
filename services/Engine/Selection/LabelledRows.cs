namespace Presage.Engine.Selection;

/// <summary>The rows of a training range that may be learnt from: T in (from, to - horizon], label known.</summary>
/// <param name="Start">
/// Exclusive beginning of the time they cover: the range's, or shortly before the first row where the data begin later.
/// </param>
/// <param name="End">Time of the last row.</param>
internal sealed record LabelledRows(TimeBlock Range, long Horizon, long[] Times, int[] Rows, long Start, long End)
{
    /// <exception cref="PresageException">There are none.</exception>
    public static LabelledRows Of(long[] times, sbyte[][] labels, long from, long to, long horizon)
    {
        var range = new TimeBlock(from, to);
        var block = new TimeBlock(from, to - horizon);
        var isKnown = (int row) => labels.All(column => column[row] >= 0);
        int[] rows = [.. Enumerable.Range(0, times.Length).Where(row => block.Contains(times[row]) && isKnown(row))];
        if (rows.Length == 0)
        {
            throw new PresageException(
                ErrorKind.Invalid, "range-too-short",
                $"The range {range} holds no row whose next {horizon / UnixTime.Hour} h are known.",
                "Take a longer range, or one for which data were ingested.");
        }

        return new LabelledRows(
            range, horizon, times, rows, Math.Max(from, rows.Min(row => times[row]) - UnixTime.Day), rows.Max(row => times[row]));
    }

    /// <summary>A part of a span, in whole milliseconds.</summary>
    /// <param name="share">0 to 1.</param>
    public static long Share(long span, double share) =>
        UnixTime.FromMilliseconds((long)(UnixTime.ToMilliseconds(span) * share));

    public int[] In(TimeBlock block) => [.. Rows.Where(row => block.Contains(Times[row]))];

    public PresageException TooShort(long needed)
    {
        var days = Rows.Select(row => Times[row] / UnixTime.Day).Distinct().Count();
        return new PresageException(
            ErrorKind.Invalid, "range-too-short",
            $"The range {Range} holds only {days} labelled days; with a horizon of {Horizon / UnixTime.Hour} h training needs a range "
                + $"of at least {Math.Ceiling((double)needed / UnixTime.Day)} days.",
            "Take a longer range or a shorter horizon.");
    }
}
