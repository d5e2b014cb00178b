namespace Presage.Engine.Alarms;

/// <summary>Which component a row is taken to predict.</summary>
public static class Decision
{
    /// <summary>No component reaches its threshold.</summary>
    public const int Healthy = -1;

    /// <summary>
    /// The most probable component among those at or above their threshold; of equals the first. <see cref="Healthy"/> when there is none.
    /// </summary>
    public static int Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds)
    {
        var decided = Healthy;
        for (var component = 0; component < probabilities.Length; component++)
        {
            var isAbove = probabilities[component] >= thresholds[component];
            if (isAbove && (decided == Healthy || probabilities[component] > probabilities[decided]))
                decided = component;
        }

        return decided;
    }

    /// <summary>
    /// The smallest threshold that a probability strictly above <paramref name="probability"/> reaches: "above P" said as "at or above".
    /// </summary>
    public static double Above(double probability) => Math.BitIncrement(probability);
}
