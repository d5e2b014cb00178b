namespace Presage.Engine.Learning;

/// <summary>Maps a classifier's probability to an observed frequency; monotone.</summary>
public abstract class Calibrator
{
    /// <param name="method"><c>isotonic</c>, <c>platt</c> or <c>none</c>.</param>
    /// <param name="probabilities">Predicted probabilities of rows the classifier has not seen.</param>
    /// <param name="labels">1 or 0 for each.</param>
    public static Calibrator Fit(string method, ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels) => throw new NotImplementedException();

    public abstract double Apply(double probability);
}
