namespace Presage.Engine.Evaluation;

/// <summary>The thresholds that alarms are counted at for the curves: (i/100)², dense where the probabilities of rare events lie.</summary>
public static class ThresholdGrid
{
    /// <summary>100 thresholds from 0.0001 to 1, ascending.</summary>
    public static IReadOnlyList<double> Values { get; } = [.. Enumerable.Range(1, 100).Select(i => i * i / 10_000.0)];
}
