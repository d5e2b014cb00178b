namespace Presage.Engine.Learning;

/// <summary>One component of a linear model in log-odds, as a table for each column.</summary>
/// <param name="Base">Mean score of the training rows.</param>
/// <param name="Tables">[column][bin] what a column adds to the score; zero on average over the training rows. 256 bins, the last is
/// missing.</param>
/// <param name="Spreads">[column] standard deviation of what the column adds.</param>
internal sealed record LinearComponent(double Base, double[][] Tables, double[] Spreads)
{
    /// <param name="weights">The intercept and one weight an input.</param>
    public static LinearComponent Create(DesignColumn[] design, double[] weights)
    {
        var tables = new double[design.Length][];
        var spreads = new double[design.Length];
        var start = weights[0];
        var at = 1;
        for (var c = 0; c < design.Length; c++)
        {
            var table = design[c].Table(weights.AsSpan(at, design[c].Basis.Length));
            at += design[c].Basis.Length;
            var mean = Mean(table, design[c].Frequencies);
            start += mean;
            tables[c] = Array.ConvertAll(table, t => t - mean);
            spreads[c] = Math.Sqrt(Mean(Array.ConvertAll(tables[c], t => t * t), design[c].Frequencies));
        }

        return new LinearComponent(start, tables, spreads);
    }

    private static double Mean(double[] table, double[] frequencies) => table.Zip(frequencies, (t, f) => t * f).Sum();
}

/// <summary>Logistic regression, fitted.</summary>
internal sealed class LogisticModel(BinMapper mapper, LinearComponent[] components) : IClassifier
{
    public string Algorithm => Trainers.LogisticRegression;

    public int Components => components.Length;

    public BinMapper Mapper => mapper;

    public IReadOnlyList<LinearComponent> Linear => components;

    public void Predict(double[][] values, int start, int count, double[][] probabilities) =>
        Blocks.ForEach(mapper, values, start, count, (block, at) => Score(block, at, probabilities));

    public void Predict(BinnedMatrix features, ReadOnlySpan<int> rows, double[][] probabilities) =>
        Blocks.ForEach(features, rows, (block, at) => Score(block, at, probabilities));

    /// <summary>Of a sum of columns the Shapley value of each is its term less the term's mean.</summary>
    public double Contributions(double[][] values, ReadOnlySpan<int> rows, int component, double[][] contributions)
    {
        for (var c = 0; c < contributions.Length; c++)
        {
            var table = components[component].Tables[c];
            for (var i = 0; i < rows.Length; i++)
                contributions[c][i] = table[mapper.Bin(c, values[c][rows[i]])];
        }

        return components[component].Base;
    }

    public double[] Importance(int component) => Shares.Of(components[component].Spreads);

    private void Score(RowBlock block, int at, double[][] probabilities)
    {
        for (var k = 0; k < components.Length; k++)
        {
            var tables = components[k].Tables;
            for (var i = 0; i < block.Count; i++)
            {
                var row = block.Row(i);
                var score = components[k].Base;
                for (var c = 0; c < tables.Length; c++)
                    score += tables[c][row[c]];
                probabilities[k][at + i] = LogisticLoss.Probability(score);
            }
        }
    }
}
