namespace Presage.Engine.Learning;

/// <summary>Trees whose leaves hold every component's positive rate; a prediction is their mean.</summary>
/// <param name="gains">[component][column] decrease of gini impurity.</param>
internal sealed class Forest(string algorithm, BinMapper mapper, Tree[] trees, double[][] gains) : IClassifier
{
    private readonly Lazy<TreeShap>[] _shap =
        [.. gains.Select((_, component) => new Lazy<TreeShap>(() => new TreeShap(mapper, trees, component, scale: 1.0 / trees.Length)))];

    public string Algorithm => algorithm;

    public int Components => gains.Length;

    public BinMapper Mapper => mapper;

    public IReadOnlyList<Tree> Trees => trees;

    public IReadOnlyList<double[]> Gains => gains;

    public void Predict(double[][] values, int start, int count, double[][] probabilities) =>
        Blocks.ForEach(mapper, values, start, count, (block, at) => Average(block, at, probabilities));

    public void Predict(BinnedMatrix features, ReadOnlySpan<int> rows, double[][] probabilities) =>
        Blocks.ForEach(features, rows, (block, at) => Average(block, at, probabilities));

    public double Contributions(double[][] values, ReadOnlySpan<int> rows, int component, double[][] contributions) =>
        _shap[component].Value.Explain(values, rows, contributions);

    public double[] Importance(int component) => Shares.Of(gains[component]);

    private void Average(RowBlock block, int at, double[][] probabilities)
    {
        Span<int> leaves = stackalloc int[RowBlock.Capacity];
        for (var k = 0; k < Components; k++)
            probabilities[k].AsSpan(at, block.Count).Clear();
        foreach (var tree in trees)
        {
            block.Leaves(tree, leaves);
            for (var k = 0; k < Components; k++)
            {
                var sums = probabilities[k].AsSpan(at, block.Count);
                for (var i = 0; i < sums.Length; i++)
                    sums[i] += tree.Value(leaves[i], k);
            }
        }

        for (var k = 0; k < Components; k++)
        {
            foreach (ref var probability in probabilities[k].AsSpan(at, block.Count))
                probability /= trees.Length;
        }
    }
}
