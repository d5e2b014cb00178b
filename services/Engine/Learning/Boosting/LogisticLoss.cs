using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Log-loss of labels given scores in log-odds, with a weight for positive rows.</summary>
internal sealed class LogisticLoss(double positiveWeight)
{
    /// <summary>Rows that are worked on at once.</summary>
    public const int Lanes = 4;

    /// <summary>Keeps the Hessian of rows that are all but certain from vanishing.</summary>
    private const double LeastHessian = 1e-12;

    public static double Probability(double score) => 1 / (1 + Math.Exp(-score));

    /// <summary>Log-loss of one row.</summary>
    public static double Of(double score, bool positive)
    {
        var margin = positive ? score : -score;
        return margin > 0 ? double.LogP1(Math.Exp(-margin)) : double.LogP1(Math.Exp(margin)) - margin;
    }

    /// <summary>The log-odds of the weighted share of positives; with half a row each way where all labels are the same.</summary>
    public double Prior(ReadOnlySpan<sbyte> labels)
    {
        var positives = labels.Count((sbyte)1);
        var negatives = labels.Length - positives;
        return positives == 0 || negatives == 0
            ? Math.Log((positives + 0.5) / (negatives + 0.5))
            : Math.Log(positives * positiveWeight / negatives);
    }

    /// <summary>
    /// Writes each row's gradient p - y and Hessian p (1 - p), times its weight. Lengths are multiples of <see cref="Lanes"/>.
    /// </summary>
    /// <param name="scores">[row].</param>
    /// <param name="targets">[row] 1 or 0.</param>
    public void Gradients(double[] scores, double[] targets, FixedPoint units, long[] packed)
    {
        var one = Vector256<double>.One;
        for (var i = 0; i < packed.Length; i += Lanes)
        {
            var p = one / (one + Vector256.Exp(-Vector256.Create(scores, i)));
            var target = Vector256.Create(targets, i);
            var weight = one + target * (positiveWeight - 1);
            var hessian = Vector256.Max(p * (one - p), Vector256.Create(LeastHessian));
            units.Pack((p - target) * weight, hessian * weight).CopyTo(packed, i);
        }
    }

    /// <summary>A number of rows rounded up to whole vectors.</summary>
    public static int Padded(int rows) => (rows + Lanes - 1) / Lanes * Lanes;

    /// <summary>Weighted mean of the log-loss.</summary>
    public double Mean(ReadOnlySpan<double> scores, ReadOnlySpan<sbyte> labels)
    {
        double loss = 0, weights = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = labels[i] > 0 ? positiveWeight : 1;
            loss += weight * Of(scores[i], labels[i] > 0);
            weights += weight;
        }

        return loss / weights;
    }
}
