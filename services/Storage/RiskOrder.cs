using Presage.Engine.Alarms;

namespace Presage.Storage;

/// <summary>Machines by risk: those at risk first, then by the probability of the component most endangered.</summary>
public static class RiskOrder
{
    /// <summary>The items of the greatest risk, the greatest first; equal ones in the order given.</summary>
    public static IEnumerable<T> Top<T>(IEnumerable<T> items, Func<T, double[]> probabilities, Func<T, double[]> thresholds, int most) => items
        .Select(item => (Item: item, Risk: Of(probabilities(item), thresholds(item))))
        .OrderByDescending(item => item.Risk)
        .Take(most)
        .Select(item => item.Item);

    private static (bool IsAtRisk, double Probability) Of(double[] probabilities, double[] thresholds)
    {
        var decision = Decision.Of(probabilities, thresholds);
        return decision == Decision.Healthy ? (false, probabilities.Max()) : (true, probabilities[decision]);
    }
}
