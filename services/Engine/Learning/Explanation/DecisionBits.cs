using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Answers of a decision for a block of rows.</summary>
internal static class DecisionBits
{
    /// <summary>A bit for each row of the block, the first the lowest: 1 goes left.</summary>
    public static ulong Left(in Decision decision, BinBlock block)
    {
        var bins = block.Column(decision.Column);
        if (decision.Left is { } set)
            return Members(set, bins);

        // Adding one wraps the missing bin round to zero, which puts it below every threshold.
        var one = decision.MissingLeft ? (byte)1 : (byte)0;
        return Vector512.LessThanOrEqual(Vector512.Create(bins) + Vector512.Create(one), Vector512.Create((byte)(decision.Threshold + one)))
            .ExtractMostSignificantBits();
    }

    private static ulong Members(in BinSet set, ReadOnlySpan<byte> bins)
    {
        ulong bits = 0;
        for (var i = 0; i < bins.Length; i++)
            bits |= set.Contains(bins[i]) ? 1UL << i : 0;
        return bits;
    }
}
