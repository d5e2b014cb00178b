namespace Presage.Engine.Learning;

/// <summary>
/// Platt scaling: the calibrated log-odds are a line in the predicted log-odds. Fitted by Newton's method with backtracking on smoothed
/// targets (Lin, Lin and Weng, A note on Platt's probabilistic outputs, 2007). A falling line would turn the order round, so the slope is
/// never below zero.
/// </summary>
internal sealed class PlattCalibrator(double slope, double intercept) : Calibrator
{
    private const double LeastProbability = 1e-9;
    private const int MostIterations = 100;
    private const double LeastStep = 1e-10;
    private const double Ridge = 1e-12;

    /// <summary>A step that promises less, relative to the loss, ends the search.</summary>
    private const double Tolerance = 1e-12;

    public double Slope => slope;

    public double Intercept => intercept;

    public override double Apply(double probability) => Inside(LogisticLoss.Probability(slope * LogOdds(probability) + intercept));

    /// <param name="labels">At least one 1 and one 0.</param>
    public static PlattCalibrator Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels)
    {
        double positives = labels.Count((sbyte)1), negatives = labels.Count((sbyte)0);
        var odds = new List<double>(labels.Length);
        var targets = new List<double>(labels.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is not (0 or 1))
                continue;
            odds.Add(LogOdds(probabilities[i]));
            targets.Add(labels[i] == 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2));
        }

        var prior = Math.Log((positives + 1) / (negatives + 1));
        var (slope, intercept) = Newton([.. odds], [.. targets], prior);
        return slope > 0 ? new PlattCalibrator(slope, intercept) : new PlattCalibrator(0, prior);
    }

    private static (double Slope, double Intercept) Newton(double[] odds, double[] targets, double intercept)
    {
        double slope = 0;
        var loss = Loss(odds, targets, slope, intercept);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            double ga = 0, gb = 0, haa = Ridge, hbb = Ridge, hab = 0;
            for (var i = 0; i < odds.Length; i++)
            {
                var p = LogisticLoss.Probability(slope * odds[i] + intercept);
                var (residual, curvature) = (p - targets[i], p * (1 - p));
                ga += residual * odds[i];
                gb += residual;
                haa += curvature * odds[i] * odds[i];
                hab += curvature * odds[i];
                hbb += curvature;
            }

            var determinant = haa * hbb - hab * hab;
            var (da, db) = (-(hbb * ga - hab * gb) / determinant, -(haa * gb - hab * ga) / determinant);
            var descent = ga * da + gb * db;
            if (-descent <= Tolerance * loss)
                break;
            var step = 1.0;
            var next = Loss(odds, targets, slope + da, intercept + db);
            while (!(next <= loss + 1e-4 * step * descent) && step >= LeastStep)
            {
                step /= 2;
                next = Loss(odds, targets, slope + step * da, intercept + step * db);
            }

            if (step < LeastStep)
                break;
            (slope, intercept, loss) = (slope + step * da, intercept + step * db, next);
        }

        return (slope, intercept);
    }

    private static double Loss(double[] odds, double[] targets, double slope, double intercept)
    {
        double loss = 0;
        for (var i = 0; i < odds.Length; i++)
        {
            var score = slope * odds[i] + intercept;
            loss += targets[i] * LogisticLoss.Of(score, true) + (1 - targets[i]) * LogisticLoss.Of(score, false);
        }

        return loss;
    }

    private static double LogOdds(double probability)
    {
        var p = Inside(probability);
        return Math.Log(p / (1 - p));
    }

    private static double Inside(double probability) => Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
}
