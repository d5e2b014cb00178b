namespace Presage.Reporting.Statistics;

public static class RankSum
{
    /// <summary>
    /// Probability that a value of the second group is larger than one of the first, ties counting half: the area under the ROC curve
    /// (Mann and Whitney's U over the number of pairs). 0.5 when a group is empty.
    /// </summary>
    public static double Separation(double[] first, double[] second)
    {
        if (first.Length == 0 || second.Length == 0)
            return 0.5;

        double[] ascending = [.. first.Order()];
        var smaller = second.Sum(value => (Position(ascending, value, isUpper: false) + Position(ascending, value, isUpper: true)) / 2.0);
        return smaller / ((double)first.Length * second.Length);
    }

    private static int Position(double[] ascending, double value, bool isUpper)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ascending[middle] < value || (isUpper && ascending[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
