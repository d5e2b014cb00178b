namespace Presage.Engine.Reconciliation;

/// <summary>The latest readings of a machine.</summary>
/// <param name="Figures">One a sensor.</param>
public sealed record SensorSample(string Machine, int Readings, IReadOnlyList<SensorFigures> Figures)
{
    /// <summary>Fewer readings say nothing of a sensor.</summary>
    internal const int FewestReadings = 24;
}

/// <summary>What the values of a sensor are like.</summary>
/// <param name="Values">How many there are.</param>
public readonly record struct SensorFigures(int Values, double Smallest, double Largest)
{
    public bool IsFlat => Values >= SensorSample.FewestReadings && Smallest == Largest;

    /// <param name="values">NaN is missing.</param>
    public static SensorFigures Of(ReadOnlySpan<double> values)
    {
        var (count, smallest, largest) = (0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                continue;

            count++;
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        return new(count, smallest, largest);
    }
}
