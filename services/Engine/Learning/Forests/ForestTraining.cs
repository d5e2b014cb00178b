using Presage.Engine.Random;

namespace Presage.Engine.Learning;

/// <summary>What random forests and single decision trees share.</summary>
/// <param name="Trees">Number of trees.</param>
/// <param name="MaxBins">Bins of the matrix are merged to so many a column.</param>
/// <param name="RowShare">Share of the rows each tree is grown on, drawn without replacement.</param>
internal sealed record ForestTraining(string Algorithm, int Trees, int MaxBins, double RowShare, ForestShape Shape)
{
    public Forest Fit(LearningTask task, long seed, int threads, CancellationToken cancellation)
    {
        TrainingRows.Check(task);
        var mapper = task.Features.Mapper;
        var count = task.TrainRows.Length;
        var columns = Coarsen(task, threads);
        var labels = new LabelCounts([.. task.Labels.Select(l => TrainingRows.Pick(l, task.TrainRows))], count);
        var trees = new Tree[Trees];
        var gains = new double[Trees][][];
        Work.For(Trees, threads, t =>
        {
            var random = new Xoshiro256(seed, t);
            var rows = random.Sample(count, Math.Max(1, (int)Math.Round(count * RowShare)));
            var grower = new ForestGrower(columns, labels, Shape, rows, random);
            trees[t] = grower.Grow();
            gains[t] = grower.Gains;
        }, cancellation);
        return new Forest(Algorithm, mapper, trees, Add(gains));
    }

    private CoarseColumn[] Coarsen(LearningTask task, int threads)
    {
        var mapper = task.Features.Mapper;
        var compact = task.Features.Compact(task.TrainRows, threads);
        var weights = ClassWeights.Of(task);
        var columns = new CoarseColumn[compact.Length];
        Work.For(columns.Length, threads, c =>
            columns[c] = CoarseColumn.Merge(compact[c], mapper.BinCount(c), MaxBins, mapper.Columns[c].IsCategorical, weights));
        return columns;
    }

    /// <summary>Adds up in the order of the trees, whichever thread grew them.</summary>
    private static double[][] Add(double[][][] gains)
    {
        var sums = gains[0].Select(g => new double[g.Length]).ToArray();
        foreach (var tree in gains)
        {
            for (var k = 0; k < sums.Length; k++)
            {
                for (var c = 0; c < sums[k].Length; c++)
                    sums[k][c] += tree[k][c];
            }
        }

        return sums;
    }
}
