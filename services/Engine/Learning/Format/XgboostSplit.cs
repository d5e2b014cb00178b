namespace Presage.Engine.Learning;

/// <summary>A question as XGBoost asks it.</summary>
/// <param name="Condition">Of a number: smaller values go left, the others right.</param>
/// <param name="Categories">Of a category: these go right, all others left; otherwise null.</param>
/// <param name="MissingLeft">Whether a missing value goes left.</param>
/// <param name="Swapped">Whether XGBoost's left is our right.</param>
internal sealed record XgboostSplit(int Column, float Condition, int[]? Categories, bool MissingLeft, bool Swapped)
{
    public static XgboostSplit Of(NodeTest test, BinMapper mapper) => test.Left is { } left
        ? OfCategory(test.Column, left, mapper.BinCount(test.Column))
        : OfNumber(test, mapper.UpperBound(test.Column, test.Threshold));

    /// <summary>
    /// Our values up to a bound (float64) go left, XGBoost's float32 values below a condition. With the smallest float32 above the bound as
    /// the condition every float32 goes the same way, and so does a float64, which XGBoost rounds to float32, where the bound is one of
    /// <see cref="CutPoints"/>. Where every value goes left there is no such condition, and the sides are swapped: none is below the lowest
    /// float32.
    /// </summary>
    private static XgboostSplit OfNumber(NodeTest test, double bound)
    {
        var condition = FirstAbove(bound);
        return float.IsFinite(condition)
            ? new XgboostSplit(test.Column, condition, null, test.MissingLeft, false)
            : new XgboostSplit(test.Column, float.MinValue, null, !test.MissingLeft, true);
    }

    /// <summary>
    /// An unknown category is a missing value to us and is not listed to XGBoost, which sends it left. So left is where missing values go,
    /// and the categories of the other side are listed. Where there are none XGBoost would not load an empty list, and all go right
    /// instead.
    /// </summary>
    private static XgboostSplit OfCategory(int column, BinSet left, int bins)
    {
        var missingLeft = left.Contains(BinMapper.Missing);
        int[] others = [.. Enumerable.Range(0, bins).Where(bin => left.Contains(bin) != missingLeft)];
        return others.Length > 0
            ? new XgboostSplit(column, 0, others, true, !missingLeft)
            : new XgboostSplit(column, float.MinValue, null, false, missingLeft);
    }

    private static float FirstAbove(double bound)
    {
        var nearest = (float)bound;
        return nearest > bound ? nearest : float.BitIncrement(nearest);
    }
}
