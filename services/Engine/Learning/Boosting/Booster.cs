using Presage.Engine.Random;

namespace Presage.Engine.Learning;

/// <summary>How one component's trees are boosted.</summary>
/// <param name="Rounds">Number of trees; with stopping rows the most.</param>
/// <param name="Patience">Rounds without improvement on the stopping rows after which to stop.</param>
/// <param name="RowShare">Share of the rows each tree is grown on.</param>
/// <param name="ColumnShare">Share of the columns each tree may use.</param>
/// <param name="BaseScore">Probability of every row before the first tree; 0 takes the share of positive rows.</param>
internal sealed record BoosterOptions(
    int Rounds, int Patience, double RowShare, double ColumnShare, double PositiveWeight, double BaseScore, TreeShape Shape);

/// <summary>The trees of one component.</summary>
/// <param name="Base">Score in log-odds before the first tree.</param>
/// <param name="Gains">[column] total gain of its splits.</param>
internal sealed record BoostedComponent(double Base, Tree[] Trees, double[] Gains);

/// <summary>Boosts the trees of one component on the log-loss, by Newton steps.</summary>
internal sealed class Booster(BoostingRows rows, BoosterOptions options, int threads)
{
    private readonly LogisticLoss _loss = new(options.PositiveWeight);

    public BoostedComponent Fit(sbyte[] labels, sbyte[] stopLabels, Xoshiro256 random, CancellationToken cancellation)
    {
        var prior = _loss.Prior(labels);
        if (!labels.Contains((sbyte)1) || !labels.Contains((sbyte)0) || rows.Informative.Length == 0)
            return new BoostedComponent(prior, [], new double[rows.Columns.Length]);

        var start = options.BaseScore > 0 ? Math.Log(options.BaseScore / (1 - options.BaseScore)) : prior;
        var units = new FixedPoint(rows.Count, Math.Max(1, options.PositiveWeight));
        var grower = new TreeGrower(rows.Columns, rows.Groups, rows.Mapper, rows.Count, units, options.Shape, threads);
        var padded = LogisticLoss.Padded(rows.Count);
        var (scores, targets, gradients) = (new double[padded], new double[padded], new long[padded]);
        Array.Fill(scores, start);
        for (var row = 0; row < labels.Length; row++)
            targets[row] = labels[row];
        var stopping = new EarlyStopping(_loss, rows, stopLabels, start, options.Patience);
        var trees = new List<Tree>();
        var gains = new double[rows.Columns.Length];
        while (trees.Count < options.Rounds && !stopping.IsOver)
        {
            cancellation.ThrowIfCancellationRequested();
            _loss.Gradients(scores, targets, units, gradients);
            var sample = options.RowShare < 1 ? random.Sample(rows.Count, AtLeastOne(rows.Count * options.RowShare)) : null;
            var tree = grower.Grow(gradients, sample, SelectColumns(random));
            if (tree.NodeCount == 1 && options is { RowShare: 1, ColumnShare: 1 })
                break;
            trees.Add(tree);
            if (sample is null)
                grower.AddTo(scores);
            else
                rows.Train.AddTo(tree, scores);
            if (stopping.Improves(tree, trees.Count))
                gains = [.. grower.Gains];
        }

        return stopping.IsActive
            ? new BoostedComponent(start, [.. trees.Take(stopping.BestRounds)], gains)
            : new BoostedComponent(start, [.. trees], [.. grower.Gains]);
    }

    private int[] SelectColumns(Xoshiro256 random)
    {
        if (options.ColumnShare == 1)
            return rows.Informative;
        var size = AtLeastOne(rows.Informative.Length * options.ColumnShare);
        return [.. random.Sample(rows.Informative.Length, Math.Min(size, rows.Informative.Length)).Select(i => rows.Informative[i])];
    }

    private static int AtLeastOne(double size) => Math.Max(1, (int)Math.Round(size));
}
