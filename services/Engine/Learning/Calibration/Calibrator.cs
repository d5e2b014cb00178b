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
    /// <param name="failures">
    /// Failures that the positive rows lead up to, where rows of one failure are much alike: so many rows of either kind say anything new,
    /// and what they say is shrunk towards the probabilities as they are. Null where every row speaks for itself.
    /// </param>
    /// <exception cref="PresageException">There is no such method.</exception>
    public static Calibrator Fit(
        string method, ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, double? failures = null)
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

        // The share of the rows that say something new.
        double? news = failures is { } known ? Math.Min(1, known / labels.Count((sbyte)1)) : null;
        return method == Platt ? PlattCalibrator.Fit(probabilities, labels, news) : IsotonicCalibrator.Fit(probabilities, labels, news);
    }

    /// <param name="probability">0 to 1.</param>
    public abstract double Apply(double probability);
}
