namespace Presage.Engine.Learning;

/// <summary>Log-odds of probabilities that are kept a hair away from 0 and 1, where they would be infinite.</summary>
internal static class LogOdds
{
    private const double LeastProbability = 1e-9;

    public static double Of(double probability)
    {
        var inside = Inside(probability);
        return Math.Log(inside / (1 - inside));
    }

    public static double Inside(double probability) => Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
}
