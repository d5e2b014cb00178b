namespace Presage.Engine.Evaluation;

/// <summary>Shares that are 0 where there is nothing to share.</summary>
internal static class Share
{
    public static double Of(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>Harmonic mean of precision and recall.</summary>
    public static double F1(double precision, double recall) => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}
