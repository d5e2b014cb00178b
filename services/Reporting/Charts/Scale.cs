using Presage.Reporting.Statistics;

namespace Presage.Reporting.Charts;

/// <summary>
/// Maps values to places: percent of the width for x, pixels for y (where <paramref name="End"/> is above <paramref name="Start"/>, so
/// smaller).
/// </summary>
public sealed record Scale(double Minimum, double Maximum, double Start, double End, IReadOnlyList<Tick> Ticks)
{
    public double At(double value) => Start + ((value - Minimum) / (Maximum - Minimum) * (End - Start));

    /// <summary>The place of a value, moved to the nearer end when it lies outside.</summary>
    public double Within(double value) => At(Math.Clamp(value, Minimum, Maximum));

    public bool Contains(double value) => value >= Minimum && value <= Maximum;

    /// <summary>The same axis between other ends.</summary>
    public Scale Between(double start, double end) => this with { Start = start, End = end };

    /// <summary>A scale whose ends are round numbers that enclose the values.</summary>
    /// <param name="smallestStep">1 where only whole numbers mean anything.</param>
    public static Scale Rounded(double minimum, double maximum, double start, double end, int ticks = 5, double smallestStep = 0)
    {
        var step = Math.Max(smallestStep, RoundNumbers.Step(minimum, maximum, ticks));
        var first = Math.Floor((minimum / step) + 1e-9) * step;
        var last = Math.Ceiling((maximum / step) - 1e-9) * step;
        if (last <= first)
            last = first + step;

        return new Scale(first, last, start, end, Tick.Every(step, first, last));
    }

    /// <summary>A scale that ends exactly at the given values, with ticks at round numbers.</summary>
    public static Scale Exact(double minimum, double maximum, double start, double end, int ticks = 5)
    {
        if (maximum <= minimum)
            maximum = minimum + 1;

        return new Scale(minimum, maximum, start, end, Tick.Every(RoundNumbers.Step(minimum, maximum, ticks), minimum, maximum));
    }
}
