namespace Presage.Engine.Learning;

/// <summary>
/// A column of the training rows with fewer bins: neighbouring bins of the matrix merged into ones of about equal weight.
/// </summary>
/// <param name="Bins">[row] coarse bin; the bin <see cref="Count"/> is missing.</param>
/// <param name="Upper">[coarse bin] the last bin of the matrix in it.</param>
/// <param name="IsCategorical">Categories are not merged.</param>
internal sealed record CoarseColumn(byte[] Bins, byte[] Upper, bool IsCategorical)
{
    /// <summary>Number of bins without the missing bin.</summary>
    public int Count => Upper.Length;

    /// <param name="bins">[row] bins of the matrix.</param>
    /// <param name="count">Bins of the matrix, without the missing bin.</param>
    /// <param name="most">Most bins of the result, without the missing bin.</param>
    /// <param name="weights">[row] what it counts, see <see cref="ClassWeights"/>.</param>
    public static CoarseColumn Merge(byte[] bins, int count, int most, bool isCategorical, double[] weights)
    {
        var upper = isCategorical || count <= most
            ? [.. Enumerable.Range(0, count).Select(b => (byte)b)]
            : EqualFrequency(Frequencies(bins, count, weights), most);
        var coarse = new byte[BinMapper.Slots];
        Array.Fill(coarse, (byte)upper.Length);
        for (int bin = 0, to = 0; bin < count; bin++)
        {
            coarse[bin] = (byte)to;
            to += bin == upper[to] ? 1 : 0;
        }

        return new CoarseColumn(Array.ConvertAll(bins, b => coarse[b]), upper, isCategorical);
    }

    private static double[] Frequencies(byte[] bins, int count, double[] weights)
    {
        var frequencies = new double[BinMapper.Slots];
        for (var row = 0; row < bins.Length; row++)
            frequencies[bins[row]] += weights[row];
        return frequencies[..count];
    }

    /// <summary>Closes a bin when it has its share of the weight that is left, as <see cref="CutPoints"/> does.</summary>
    private static byte[] EqualFrequency(double[] frequencies, int most)
    {
        var upper = new List<byte>();
        double left = frequencies.Sum(), taken = 0;
        for (var bin = 0; bin < frequencies.Length - 1; bin++)
        {
            taken += frequencies[bin];
            var share = left / (most - upper.Count);
            if (upper.Count == most - 1 || taken == 0 || taken + frequencies[bin + 1] - share <= share - taken)
                continue;
            upper.Add((byte)bin);
            left -= taken;
            taken = 0;
        }

        upper.Add((byte)(frequencies.Length - 1));
        return [.. upper];
    }
}
