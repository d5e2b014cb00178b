using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Log-loss of labels given scores in log-odds, with a weight for positive rows.</summary>
internal sealed class LogisticLoss(double positiveWeight)
{
    /// <summary>Rows that are worked on at once.</summary>
    private const int Lanes = 8;

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
    /// Writes each row's gradient p - y and Hessian p (1 - p), times its weight, rounded to units; a Hessian is at least one unit, so that
    /// rows that are all but certain do not vanish.
    /// </summary>
    /// <param name="packed">[row x stride], see <see cref="GradientUnits.Pack"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gradients(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels, GradientUnits units, Span<long> packed, int stride)
    {
        Span<float> lastScores = stackalloc float[Lanes];
        Span<sbyte> lastLabels = stackalloc sbyte[Lanes];
        var row = 0;
        for (; row + Lanes <= scores.Length; row += Lanes)
            Eight(scores[row..], labels[row..], units, packed[(row * stride)..], stride, Lanes);
        if (row == scores.Length)
            return;
        scores[row..].CopyTo(lastScores);
        labels[row..].CopyTo(lastLabels);
        Eight(lastScores, lastLabels, units, packed[(row * stride)..], stride, scores.Length - row);
    }

    /// <summary>Weighted mean of the log-loss.</summary>
    public double Mean(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Eight(
        ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels, GradientUnits units, Span<long> packed, int stride, int count)
    {
        var one = Vector256<float>.One;
        var p = one / (one + Vector256.Exp(-Vector256.Create(scores)));
        var target = Vector256.ConvertToSingle(Widen(labels));
        var weight = one + target * (float)(positiveWeight - 1);
        var gradients = ToUnits((p - target) * weight * (float)units.GradientScale);
        var hessians = Vector256.Max(ToUnits(p * (one - p) * weight * (float)units.HessianScale), Vector256<int>.One);
        var first = GradientUnits.PackFour(gradients.GetLower(), hessians.GetLower());
        var second = GradientUnits.PackFour(gradients.GetUpper(), hessians.GetUpper());
        for (var i = 0; i < count; i++)
            packed[i * stride] = i < Lanes / 2 ? first[i] : second[i - Lanes / 2];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(ReadOnlySpan<sbyte> eight)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(eight))).AsSByte());
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> ToUnits(Vector256<float> numbers) => Vector256.ConvertToInt32(Vector256.Round(numbers));
}
