namespace Presage.Engine.Selection;

/// <summary>Folds of growing training blocks, each judged on the time that follows it, one horizon later.</summary>
public static class RollingOrigin
{
    /// <summary>
    /// Cuts (from, to - horizon] into <paramref name="folds"/> + 1 equal parts; fold k is judged on part k + 1 and fitted on all before it but the horizon next to it.
    /// </summary>
    /// <exception cref="PresageException">The range is too short for so many folds.</exception>
    public static IReadOnlyList<Fold> Folds(long[] times, sbyte[][] labels, long from, long to, long horizon, int folds) =>
        throw new NotImplementedException();
}

/// <summary>Rows to fit on and rows to judge by, ascending.</summary>
public sealed record Fold(TimeBlock Train, TimeBlock Judge, int[] TrainRows, int[] JudgeRows);
