using System.Globalization;

namespace Presage.Reporting.Svg;

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

    public static IReadOnlyList<Tick> Ticks(double minimum, double maximum, double step)
    {
        var ticks = new List<Tick>();
        for (var i = Math.Ceiling((minimum / step) - 1e-9); i * step <= maximum + (step * 1e-9); i++)
            ticks.Add(new Tick(i * step, Label(i * step, step)));

        return ticks;
    }

    private static string Label(double value, double step)
    {
        if (Math.Abs(value) < step / 2)
            return "0";

        var (divisor, suffix) = Math.Max(Math.Abs(value), step) switch
        {
            >= 1e9 => (1e9, " G"),
            >= 1e6 => (1e6, " M"),
            >= 1e4 => (1e3, " k"),
            _ => (1.0, ""),
        };
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step / divisor) - 1e-9), 0, 8);
        var text = (value / divisor).ToString($"#,0.{new string('0', decimals)}", CultureInfo.InvariantCulture);
        return text.Replace('-', '−') + suffix;
    }
}
