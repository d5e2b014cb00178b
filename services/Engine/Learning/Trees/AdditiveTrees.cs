namespace Presage.Engine.Learning;

/// <summary>
/// Trees that are added up: a component's score is its base plus the values of its trees. Engine's own boosted trees, and those that
/// another library grew once they are made trees of ours.
/// </summary>
/// <param name="ensembles">One a component.</param>
/// <param name="originals">[component] what the library of that algorithm keeps of its trees; nothing of it enters predictions. Null for
/// Engine's own.</param>
internal sealed class AdditiveTrees(
    string algorithm, ScoreKind score, BinMapper mapper, TreeEnsemble[] ensembles, byte[][]? originals = null) : IClassifier
{
    private readonly Lazy<TreeShap>[] _shap =
        Array.ConvertAll(ensembles, ensemble => new Lazy<TreeShap>(() => new TreeShap(mapper, ensemble.Trees, start: ensemble.Base)));

    public string Algorithm => algorithm;

    public int Components => ensembles.Length;

    public ScoreKind Score => score;

    public BinMapper Mapper => mapper;

    public IReadOnlyList<TreeEnsemble> Ensembles => ensembles;

    public IReadOnlyList<byte[]>? Originals => originals;

    public void Predict(double[][] values, int start, int count, double[][] probabilities) =>
        Blocks.ForEach(mapper, values, start, count, (block, at) => Predict(block, at, probabilities));

    public void Predict(BinnedMatrix features, ReadOnlySpan<int> rows, double[][] probabilities) =>
        Blocks.ForEach(features, rows, (block, at) => Predict(block, at, probabilities));

    public double Contributions(double[][] values, ReadOnlySpan<int> rows, int component, double[][] contributions) =>
        _shap[component].Value.Explain(values, rows, contributions);

    public double[] Importance(int component) => Shares.Of(ensembles[component].Gains);

    private void Predict(RowBlock block, int at, double[][] probabilities)
    {
        for (var k = 0; k < ensembles.Length; k++)
        {
            var scores = probabilities[k].AsSpan(at, block.Count);
            scores.Fill(ensembles[k].Base);
            foreach (var tree in ensembles[k].Trees)
                block.AddTo(tree, scores);
            ToProbabilities(scores);
        }
    }

    private void ToProbabilities(Span<double> scores)
    {
        if (score == ScoreKind.LogOdds)
        {
            foreach (ref var value in scores)
                value = LogisticLoss.Probability(value);
        }
        else
        {
            foreach (ref var value in scores)
                value = Math.Clamp(value, 0, 1);
        }
    }
}

/// <summary>The trees of one component.</summary>
/// <param name="Base">Score before the first tree.</param>
/// <param name="Trees">With one output.</param>
/// <param name="Gains">[column] total gain of its splits.</param>
internal sealed record TreeEnsemble(double Base, Tree[] Trees, double[] Gains);

/// <summary>What the trees of an ensemble add up to.</summary>
internal enum ScoreKind : byte
{
    /// <summary>Log-odds.</summary>
    LogOdds = 0,

    /// <summary>The probability itself, as far as it is from 0 to 1.</summary>
    Probability = 1,
}
