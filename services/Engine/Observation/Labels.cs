namespace Presage.Engine.Observation;

/// <summary>What became of a component after a moment; the one definition that learning, calibration and evaluation go by.</summary>
internal static class Labels
{
    public const sbyte Unknown = -1;

    /// <summary>
    /// For each ascending moment T: 1 when the component fails in (T, T + horizon] of the same life, 0 when it is known that it does not,
    /// -1 when (T, T + horizon] is not wholly observed and no failure lies in it.
    /// </summary>
    /// <param name="failures">Ascending.</param>
    public static sbyte[] Of(long[] failures, long[] moments, long horizon, ObservedPeriods observed)
    {
        var labels = new sbyte[moments.Length];
        for (var row = 0; row < moments.Length; row++)
            labels[row] = Of(failures, moments[row], horizon, observed);
        return labels;
    }

    /// <summary>The same of one moment.</summary>
    public static sbyte Of(long[] failures, long moment, long horizon, ObservedPeriods observed)
    {
        var next = SortedTimes.CountUpTo(failures, moment);
        if (next < failures.Length && failures[next] <= moment + horizon && failures[next] <= observed.LifeEnd(moment))
            return 1;

        return observed.IsSettled(moment, moment + horizon) ? (sbyte)0 : Unknown;
    }
}
