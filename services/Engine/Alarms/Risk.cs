namespace Presage.Engine.Alarms;

/// <summary>
/// How endangered a machine is at one row; the one definition that predictions, reasons, alarms and reports go by.
/// </summary>
/// <param name="Component">
/// Position of the most endangered component: the one <see cref="Decision"/> decides for when the machine is at risk, otherwise the most
/// probable one; of equals the first.
/// </param>
/// <param name="Probability">That this component fails within the horizon, 0 to 1.</param>
/// <param name="Threshold">The one this component is held against.</param>
/// <param name="IsAtRisk">Whether some component is at or above its threshold.</param>
public readonly record struct Risk(int Component, double Probability, double Threshold, bool IsAtRisk)
{
    /// <summary>
    /// Orders by danger: what is at risk first, then by descending probability. Equals are equal, so that a stable sort leaves machines in
    /// their order.
    /// </summary>
    public static IComparer<Risk> MostEndangeredFirst { get; } = Comparer<Risk>.Create((left, right) =>
        left.IsAtRisk == right.IsAtRisk ? right.Probability.CompareTo(left.Probability) : right.IsAtRisk.CompareTo(left.IsAtRisk));

    /// <param name="probabilities">[component], at least one.</param>
    /// <param name="thresholds">[component].</param>
    public static Risk Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds)
    {
        var decided = Decision.Of(probabilities, thresholds);
        var component = decided == Decision.Healthy ? MostProbable(probabilities) : decided;
        return new Risk(component, probabilities[component], thresholds[component], decided != Decision.Healthy);
    }

    private static int MostProbable(ReadOnlySpan<double> probabilities)
    {
        var most = 0;
        for (var component = 1; component < probabilities.Length; component++)
        {
            if (probabilities[component] > probabilities[most])
                most = component;
        }

        return most;
    }
}
