namespace Presage.Reporting.Statistics;

/// <summary>Steps of 1, 2 and 5 times a power of ten.</summary>
public static class RoundNumbers
{
    /// <summary>The smallest round step that cuts the range into at most <paramref name="parts"/> parts.</summary>
    public static double Step(double minimum, double maximum, int parts)
    {
        var range = maximum - minimum;
        if (!(range > 0) || !double.IsFinite(range))
            return 1;

        var rough = range / parts;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1.0000001 => power,
            <= 2.0000001 => 2 * power,
            <= 5.0000001 => 5 * power,
            _ => 10 * power,
        };
    }
}
