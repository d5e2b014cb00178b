namespace Presage.Engine.Learning;

/// <summary>
/// Mean log-loss of a linear model plus half the squared weights times L2 over the number of rows. Columns have few bins, so scores are
/// sums of table look-ups, and the gradient comes from the sum of residuals in each bin.
/// </summary>
/// <param name="columns">[column][row] bins.</param>
internal sealed class LogisticObjective(DesignColumn[] design, byte[][] columns, sbyte[] labels, double positiveWeight, double l2)
{
    private readonly double[] _scores = new double[labels.Length];

    /// <summary>Number of weights; the first is the intercept, which is not penalised.</summary>
    public int Size { get; } = 1 + design.Sum(d => d.Basis.Length);

    /// <returns>The loss.</returns>
    public double Evaluate(double[] weights, double[] gradient)
    {
        Score(weights);
        var loss = ToResiduals(out var sum);
        gradient[0] = sum;
        var at = 1;
        for (var c = 0; c < design.Length; c++)
        {
            if (design[c].Basis.Length == 0)
                continue;
            var residuals = SumByBin(columns[c]);
            foreach (var basis in design[c].Basis)
                gradient[at++] = Dot(residuals, basis);
        }

        for (var i = 0; i < weights.Length; i++)
        {
            var penalty = i == 0 ? 0 : l2 * weights[i];
            gradient[i] = (gradient[i] + penalty) / labels.Length;
            loss += penalty * weights[i] / 2;
        }

        return loss / labels.Length;
    }

    private void Score(double[] weights)
    {
        Array.Fill(_scores, weights[0]);
        var at = 1;
        for (var c = 0; c < design.Length; c++)
        {
            var inputs = design[c].Basis.Length;
            if (inputs == 0)
                continue;
            var table = design[c].Table(weights.AsSpan(at, inputs));
            var bins = columns[c];
            for (var i = 0; i < _scores.Length; i++)
                _scores[i] += table[bins[i]];
            at += inputs;
        }
    }

    /// <summary>Turns each score into its weighted residual p - y and returns the sum of losses.</summary>
    private double ToResiduals(out double sum)
    {
        double loss = 0;
        sum = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            var positive = labels[i] > 0;
            var weight = positive ? positiveWeight : 1;
            loss += weight * LogisticLoss.Of(_scores[i], positive);
            _scores[i] = weight * (LogisticLoss.Probability(_scores[i]) - (positive ? 1 : 0));
            sum += _scores[i];
        }

        return loss;
    }

    private double[] SumByBin(byte[] bins)
    {
        var sums = new double[BinMapper.Slots];
        for (var i = 0; i < bins.Length; i++)
            sums[bins[i]] += _scores[i];
        return sums;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
