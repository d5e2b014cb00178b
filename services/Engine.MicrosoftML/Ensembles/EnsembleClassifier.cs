using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>Trees of Microsoft.ML, one ensemble a component. Its zip is what is kept; trees of ours, made from it, are what predicts and explains.</summary>
internal sealed class EnsembleClassifier(
    string algorithm, ScoreKind kind, BinMapper mapper, BoostedComponent[] components, ReadOnlyMemory<byte> content) : IForeignClassifier
{
    private readonly Lazy<TreeShap>[] _shap =
        Array.ConvertAll(components, component => new Lazy<TreeShap>(() => new TreeShap(mapper, component.Trees, start: component.Base)));

    public string Algorithm => algorithm;

    public int Components => components.Length;

    public BinMapper Mapper => mapper;

    public ReadOnlyMemory<byte> Content => content;

    public IReadOnlyList<BoostedComponent> Ensembles => components;

    public void Predict(double[][] values, int start, int count, double[][] probabilities) =>
        Blocks.ForEach(mapper, values, start, count, (block, at) => Score(block, at, probabilities));

    public void Predict(BinnedMatrix features, ReadOnlySpan<int> rows, double[][] probabilities) =>
        Blocks.ForEach(features, rows, (block, at) => Score(block, at, probabilities));

    public double Contributions(double[][] values, ReadOnlySpan<int> rows, int component, double[][] contributions) =>
        _shap[component].Value.Explain(values, rows, contributions);

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
                score = kind == ScoreKind.LogOdds ? LogisticLoss.Probability(score) : Math.Clamp(score, 0, 1);
        }
    }
}
