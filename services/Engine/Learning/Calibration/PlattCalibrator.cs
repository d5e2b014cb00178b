namespace Presage.Engine.Learning;

/// <summary>
/// Platt scaling: the calibrated log-odds are a line in the predicted log-odds. Fitted by Newton's method with backtracking on smoothed
/// targets (Lin, Lin and Weng, A note on Platt's probabilistic outputs, 2007). A falling line would turn the order round, so the slope is
/// never below zero. Where rows are much alike, they count as the few that say something new, and in place of smoothed targets the line is
/// held near the one that changes nothing (the maximum of the posterior with normal priors), nearer the fewer there are.
/// </summary>
internal sealed class PlattCalibrator(double slope, double intercept) : Calibrator
{
    private const int MostIterations = 100;
    private const double LeastStep = 1e-10;
    private const double Ridge = 1e-12;

    /// <summary>
    /// Inverse variances of the slope around 1 and of the intercept around 0: a slope from .5 to 1.5 and odds that are out by a factor of
    /// e need little proof.
    /// </summary>
    private const double SlopePrecision = 4;
    private const double InterceptPrecision = 1;

    /// <summary>A step that promises less, relative to the loss, ends the search.</summary>
    private const double Tolerance = 1e-12;

    public double Slope => slope;

    public double Intercept => intercept;

    public override double Apply(double probability) =>
        LogOdds.Inside(LogisticLoss.Probability(slope * LogOdds.Of(probability) + intercept));

    /// <param name="labels">At least one 1 and one 0.</param>
    /// <param name="news">Share of the rows that say something new; null where all do.</param>
    public static PlattCalibrator Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, double? news = null)
    {
        double positives = labels.Count((sbyte)1), negatives = labels.Count((sbyte)0);
        var odds = new List<double>(labels.Length);
        var targets = new List<double>(labels.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is not (0 or 1))
                continue;
            odds.Add(LogOdds.Of(probabilities[i]));
            targets.Add(news is not null ? labels[i] : labels[i] == 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2));
        }

        var prior = Math.Log((positives + 1) / (negatives + 1));
        if (news is { } share)
        {
            var held = new Objective([.. odds], [.. targets], share, SlopePrecision, InterceptPrecision).Minimum(1, 0);
            return new PlattCalibrator(Math.Max(0, held.Slope), held.Intercept);
        }

        var (slope, intercept) = new Objective([.. odds], [.. targets]).Minimum(0, prior);
        return slope > 0 ? new PlattCalibrator(slope, intercept) : new PlattCalibrator(0, prior);
    }

    /// <summary>Log-loss of a line, with what holds it near the one that changes nothing.</summary>
    /// <param name="weight">Of each row.</param>
    private sealed class Objective(
        double[] odds, double[] targets, double weight = 1, double slopePrecision = 0, double interceptPrecision = 0)
    {
        public (double Slope, double Intercept) Minimum(double slope, double intercept)
        {
            var loss = Loss(slope, intercept);
            for (var iteration = 0; iteration < MostIterations; iteration++)
            {
                double ga = 0, gb = 0, haa = Ridge, hbb = Ridge, hab = 0;
                for (var i = 0; i < odds.Length; i++)
                {
                    var p = LogisticLoss.Probability(slope * odds[i] + intercept);
                    var (residual, curvature) = (weight * (p - targets[i]), weight * (p * (1 - p)));
                    ga += residual * odds[i];
                    gb += residual;
                    haa += curvature * odds[i] * odds[i];
                    hab += curvature * odds[i];
                    hbb += curvature;
                }

                (ga, haa) = (ga + slopePrecision * (slope - 1), haa + slopePrecision);
                (gb, hbb) = (gb + interceptPrecision * intercept, hbb + interceptPrecision);
                var determinant = haa * hbb - hab * hab;
                var (da, db) = (-(hbb * ga - hab * gb) / determinant, -(haa * gb - hab * ga) / determinant);
                var descent = ga * da + gb * db;
                if (-descent <= Tolerance * loss)
                    break;
                var step = 1.0;
                var next = Loss(slope + da, intercept + db);
                while (!(next <= loss + 1e-4 * step * descent) && step >= LeastStep)
                {
                    step /= 2;
                    next = Loss(slope + step * da, intercept + step * db);
                }

                if (step < LeastStep)
                    break;
                (slope, intercept, loss) = (slope + step * da, intercept + step * db, next);
            }

            return (slope, intercept);
        }

        private double Loss(double slope, double intercept)
        {
            double loss = 0;
            for (var i = 0; i < odds.Length; i++)
            {
                var score = slope * odds[i] + intercept;
                loss += targets[i] * LogisticLoss.Of(score, true) + (1 - targets[i]) * LogisticLoss.Of(score, false);
            }

            return weight * loss + ((slopePrecision * (slope - 1) * (slope - 1)) + (interceptPrecision * intercept * intercept)) / 2;
        }
    }
}
