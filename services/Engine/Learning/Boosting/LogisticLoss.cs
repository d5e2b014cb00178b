using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Log-loss of labels given scores in log-odds, with a weight for positive rows.</summary>
internal sealed class LogisticLoss(double positiveWeight)
{
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

    /// <summary>Writes each row's gradient p - y and Hessian p (1 - p), times its weight.</summary>
    /// <param name="scores">[row]; the length is a multiple of four, what is beyond the labels is padding.</param>
    public void Gradients(double[] scores, ReadOnlySpan<sbyte> labels, FixedPoint units, long[] packed)
    {
        Span<double> four = stackalloc double[4];
        for (var i = 0; i < labels.Length; i += 4)
        {
            var p = Vector256<double>.One / (Vector256<double>.One + Vector256.Exp(-Vector256.Create(scores, i)));
            p.CopyTo(four);
            var end = Math.Min(4, labels.Length - i);
            for (var j = 0; j < end; j++)
            {
                var positive = labels[i + j] > 0;
                var weight = positive ? positiveWeight : 1;
                var gradient = positive ? four[j] - 1 : four[j];
                packed[i + j] = units.Pack(gradient * weight, Math.Max(four[j] * (1 - four[j]), LeastHessian) * weight);
            }
        }
    }

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
