namespace Presage.Engine.Learning;

/// <summary>Boosted trees: a component's score is its base plus the values of its trees, in log-odds.</summary>
internal sealed class BoostedTrees(BinMapper mapper, BoostedComponent[] components) : IClassifier
{
    public string Algorithm => Trainers.GradientBoosting;

    public int Components => components.Length;

    public BinMapper Mapper => mapper;

    public IReadOnlyList<BoostedComponent> Boosted => components;

    public void Predict(double[][] values, int start, int count, double[][] probabilities) =>
        Blocks.ForEach(mapper, values, start, count, (block, at) => Score(block, at, probabilities));

    public void Predict(BinnedMatrix features, ReadOnlySpan<int> rows, double[][] probabilities) =>
        Blocks.ForEach(features, rows, (block, at) => Score(block, at, probabilities));

    public double Contributions(double[][] values, int row, int component, Span<double> contributions)
    {
        var block = new RowBlock(mapper.Columns.Count, 1);
        block.Fill(mapper, values, row, 1);
        contributions.Clear();
        var start = components[component].Base;
        foreach (var tree in components[component].Trees)
            start += PathContributions.Add(tree, 0, block.Row(0), 1, contributions);
        return start;
    }

    public double[] Importance(int component) => Shares.Of(components[component].Gains);

    private void Score(RowBlock block, int at, double[][] probabilities)
    {
        for (var k = 0; k < components.Length; k++)
        {
            var scores = probabilities[k].AsSpan(at, block.Count);
            scores.Fill(components[k].Base);
            foreach (var tree in components[k].Trees)
                block.AddTo(tree, scores);
            foreach (ref var score in scores)
                score = LogisticLoss.Probability(score);
        }
    }
}
