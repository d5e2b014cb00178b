namespace Presage.Engine.Evaluation;

/// <summary>How surprising what came was: minus the logarithm of its probability.</summary>
internal static class LogLoss
{
    private const double LeastProbability = 1e-15;

    /// <param name="probability">Of a failure.</param>
    /// <param name="failed">Whether it came.</param>
    /// <param name="least">What came is taken to have been this probable at least, so that no row's loss is infinite.</param>
    public static double Of(double probability, bool failed, double least = LeastProbability) =>
        -Math.Log(Math.Max(failed ? probability : 1 - probability, least));
}
