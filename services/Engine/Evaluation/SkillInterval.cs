namespace Presage.Engine.Evaluation;

/// <summary>
/// 90 % intervals from bootstrap replicates: the expanded percentile interval (Hesterberg, "What Teachers Should Know About the Bootstrap",
/// 2015, section 4.3), which takes the percentiles that Student's t with n - 1 degrees of freedom and the factor sqrt(n / (n - 1)) would
/// lie at, so that few machines make it as wide as it has to be. n is the number of machines that had a failure: those without say little.
/// </summary>
internal static class SkillInterval
{
    private const double Tail = 0.05;

    /// <param name="value">Of the rows themselves; the interval always holds it.</param>
    /// <param name="replicates">Those that could be computed; they are sorted in place.</param>
    /// <param name="machines">n.</param>
    public static Estimate Of(double value, double[] replicates, int machines)
    {
        if (machines < 2 || replicates.Length == 0)
            return new Estimate(value, null, null);

        Array.Sort(replicates);
        var tail = TailOf(machines);
        return new Estimate(
            value, Math.Min(value, Quantile(replicates, tail)), Math.Max(value, Quantile(replicates, 1 - tail)));
    }

    /// <summary>Share of the replicates that the interval leaves out on each side; below <see cref="Tail"/>.</summary>
    internal static double TailOf(int machines) =>
        NormalTail(Math.Sqrt(machines / (machines - 1.0)) * Student(machines - 1));

    /// <summary>Linear between replicates; the smallest is at 0, the largest at 1.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>
    /// The 95 % point of Student's t: exact for one and two degrees of freedom, else the expansion of Abramowitz and Stegun 26.7.5, within
    /// 0.02 of the exact value.
    /// </summary>
    internal static double Student(int degrees)
    {
        const double x = 1.6448536269514722;
        if (degrees == 1)
            return 6.313751514675043;
        if (degrees == 2)
            return 2.919985580353726;

        var (x3, x5, x7) = (Math.Pow(x, 3), Math.Pow(x, 5), Math.Pow(x, 7));
        return x + ((x3 + x) / (4.0 * degrees))
            + (((5 * x5) + (16 * x3) + (3 * x)) / (96.0 * degrees * degrees))
            + (((3 * x7) + (19 * x5) + (17 * x3) - (15 * x)) / (384.0 * Math.Pow(degrees, 3)));
    }

    /// <summary>Share of the standard normal distribution above x >= 0 (Abramowitz and Stegun 26.2.17, within 7.5e-8).</summary>
    internal static double NormalTail(double x)
    {
        var t = 1 / (1 + (0.2316419 * x));
        var sum = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }
}
