namespace Presage.Engine.Learning;

/// <summary>
/// The inputs a column becomes in a linear model, as a table over its bins: a number is standardised, with missing at its mean and an
/// indicator of missing; categories are one indicator each.
/// </summary>
/// <param name="Basis">[input][bin], with the missing bin at its place.</param>
/// <param name="Frequencies">[bin] share of the training rows.</param>
internal sealed record DesignColumn(double[][] Basis, double[] Frequencies)
{
    /// <param name="bins">[row] bins of the training rows.</param>
    public static DesignColumn Create(BinMapper mapper, int column, byte[] bins)
    {
        var frequencies = new double[BinMapper.Slots];
        foreach (var bin in bins)
            frequencies[bin]++;
        for (var bin = 0; bin < frequencies.Length; bin++)
            frequencies[bin] /= bins.Length;

        var basis = new List<double[]>();
        if (mapper.Columns[column].IsCategorical)
        {
            for (var bin = 0; bin < frequencies.Length; bin++)
            {
                if (frequencies[bin] is > 0 and < 1)
                    basis.Add(Indicator(bin));
            }

            return new DesignColumn([.. basis], frequencies);
        }

        if (Standardised(mapper, column, frequencies) is { } number)
            basis.Add(number);
        if (frequencies[BinMapper.Missing] is > 0 and < 1)
            basis.Add(Indicator(BinMapper.Missing));
        return new DesignColumn([.. basis], frequencies);
    }

    /// <summary>[bin] what the column adds to a score.</summary>
    /// <param name="weights">One an input.</param>
    public double[] Table(ReadOnlySpan<double> weights)
    {
        var table = new double[BinMapper.Slots];
        for (var j = 0; j < Basis.Length; j++)
        {
            for (var bin = 0; bin < table.Length; bin++)
                table[bin] += weights[j] * Basis[j][bin];
        }

        return table;
    }

    private static double[]? Standardised(BinMapper mapper, int column, double[] frequencies)
    {
        double share = 0, mean = 0, variance = 0;
        for (var bin = 0; bin < mapper.BinCount(column); bin++)
        {
            share += frequencies[bin];
            mean += frequencies[bin] * mapper.Representative(column, bin);
        }

        mean /= share;
        for (var bin = 0; bin < mapper.BinCount(column); bin++)
            variance += frequencies[bin] * Math.Pow(mapper.Representative(column, bin) - mean, 2);
        var deviation = Math.Sqrt(variance / share);
        if (!(deviation > 0) || !double.IsFinite(deviation))
            return null;
        var number = new double[BinMapper.Slots];
        for (var bin = 0; bin < mapper.BinCount(column); bin++)
            number[bin] = (mapper.Representative(column, bin) - mean) / deviation;
        return number;
    }

    private static double[] Indicator(int bin)
    {
        var indicator = new double[BinMapper.Slots];
        indicator[bin] = 1;
        return indicator;
    }
}
