namespace Presage.Engine.Selection;

/// <summary>
/// Thresholds that tell the scores apart, ascending: halfway between neighbouring distinct scores, below the lowest and above the highest.
/// Of many scores all of the highest twenty are told apart and ever coarser steps of 5 % of the rank below, because good thresholds leave
/// most rows below them.
/// </summary>
internal static class ThresholdCandidates
{
    private const int Fine = 20;
    private const double Growth = 1.05;

    public static double[] Of(IEnumerable<double> scores)
    {
        double[] descending = [.. scores.Distinct().OrderDescending()];
        if (descending.Length == 0)
            return [Thresholds.Never];

        var candidates = new List<double> { descending[0] < 1 ? (descending[0] + 1) / 2 : Thresholds.Never };
        for (var rank = 1; rank < descending.Length; rank = rank < Fine ? rank + 1 : (int)Math.Ceiling(rank * Growth))
            candidates.Add((descending[rank - 1] + descending[rank]) / 2);

        candidates.Add(descending[^1]);
        candidates.Reverse();
        return [.. candidates];
    }
}
