namespace Presage.Engine.Learning;

/// <summary>Maps a classifier's probability to an observed frequency; monotone.</summary>
public abstract class Calibrator
{
    public const string Isotonic = "isotonic";
    public const string Platt = "platt";
    public const string None = "none";

    public static IReadOnlyList<string> Methods { get; } = [Isotonic, Platt, None];

    /// <summary>
    /// Fits on held-out rows. Rows whose label is neither 1 nor 0 are left out. Where there are no rows, or all labels are the same,
    /// nothing can be learned about the scale and the probabilities are left as they are, so that their order survives.
    /// </summary>
    /// <param name="method"><c>isotonic</c>, <c>platt</c> or <c>none</c>.</param>
    /// <param name="probabilities">Predicted probabilities of rows the classifier has not seen.</param>
    /// <param name="labels">1 or 0 for each.</param>
    /// <exception cref="PresageException">There is no such method.</exception>
    public static Calibrator Fit(string method, ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, probabilities.Length);
        if (!Methods.Contains(method))
        {
            throw new PresageException(
                ErrorKind.Invalid, "unknown-calibration", $"There is no calibration '{method}'.",
                $"Use one of: {string.Join(", ", Methods)}.");
        }

        if (method == None || !labels.Contains((sbyte)1) || !labels.Contains((sbyte)0))
            return new IdentityCalibrator();
        return method == Platt ? PlattCalibrator.Fit(probabilities, labels) : IsotonicCalibrator.Fit(probabilities, labels);
    }

    /// <param name="probability">0 to 1.</param>
    public abstract double Apply(double probability);
}
