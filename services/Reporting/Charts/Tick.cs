using System.Globalization;

namespace Presage.Reporting.Charts;

/// <summary>A labelled place on an axis.</summary>
/// <param name="WideOnly">Shown only where the plot is wide.</param>
public readonly record struct Tick(double Value, string Label, bool WideOnly = false)
{
    /// <summary>Ticks at the multiples of a round step, labelled with no more decimals than it has.</summary>
    public static IReadOnlyList<Tick> Every(double step, double minimum, double maximum)
    {
        var ticks = new List<Tick>();
        for (var i = Math.Ceiling((minimum / step) - 1e-9); i * step <= maximum + (step * 1e-9); i++)
            ticks.Add(new Tick(i * step, LabelOf(i * step, step)));

        return ticks;
    }

    private static string LabelOf(double value, double step)
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
