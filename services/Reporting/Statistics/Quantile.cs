namespace Presage.Reporting.Statistics;

public static class Quantile
{
    /// <summary>The value at the given share of ascending values, without interpolation; NaN when there are none.</summary>
    public static double Of(double[] ascending, double share) =>
        ascending.Length == 0 ? double.NaN : ascending[(int)Math.Round(share * (ascending.Length - 1))];
}
