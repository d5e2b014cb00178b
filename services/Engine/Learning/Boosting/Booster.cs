using System.Collections.Concurrent;

namespace Presage.Engine.Learning;

/// <summary>
/// Boosts the trees of all components on the log-loss, by Newton steps: four components at a time and round by round, so that one pass over
/// the matrix sums the roots of all their trees. Below the roots each component's tree is grown on its own.
/// </summary>
internal sealed class Booster(BundledMatrix matrix, BoosterOptions options, Kernels kernels, long seed, int threads)
{
    private const int RowsAtOnce = 8_192;

    private readonly GradientUnits _units = new(matrix.Count, Math.Max(1, options.PositiveWeights.Max()));
    private readonly ConcurrentBag<TreeGrower> _growers = [];

    public TreeEnsemble[] Fit(LearningTask task, CancellationToken cancellation)
    {
        var stop = new RowBlocks(task.Features, task.StopRows);
        ComponentBooster[] components =
        [
            .. task.Labels.Select((labels, k) => new ComponentBooster(
                matrix, options, k, TrainingRows.Pick(labels, task.TrainRows), stop, TrainingRows.Pick(labels, task.StopRows))),
        ];
        var all = options.RowShare < 1 ? new RowBlocks(task.Features, task.TrainRows) : null;
        foreach (var four in components.Chunk(RootSums.Components))
            Boost(four, all, cancellation);
        return [.. components.Select(component => component.Finish())];
    }

    private void Boost(ComponentBooster[] components, RowBlocks? all, CancellationToken cancellation)
    {
        _growers.Clear();
        var packed = GC.AllocateArray<long>(matrix.Count * RootSums.Components, pinned: true);
        var roots = new RootSums(matrix, kernels.Histograms, threads);
        var codes = new RowMajorCodes(matrix, threads);
        for (var round = 0; Array.Exists(components, component => !component.IsOver); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            ComponentBooster[] active = [.. components.Where(component => !component.IsOver)];
            var sample = RoundSample.Draw(matrix, options, seed, round);
            var parts = (matrix.Count + RowsAtOnce - 1) / RowsAtOnce;
            Work.For(parts, threads, part => Gradients(active, packed, part * RowsAtOnce, sample), cancellation);
            var gradients = new RoundGradients(packed, roots, sample, sample.BundlesOf(matrix));
            roots.Sum(packed, gradients.Bundles);
            codes.Select(gradients.Bundles);
            Work.For(active.Length, threads, place => Grow(active[place], gradients, place, codes, all), cancellation);
        }
    }

    private void Gradients(ComponentBooster[] active, long[] packed, int firstRow, RoundSample sample)
    {
        var count = Math.Min(RowsAtOnce, matrix.Count - firstRow);
        for (var place = 0; place < active.Length; place++)
            active[place].Gradients(firstRow, count, _units, packed, place);
        if (sample.Rows.Length == 0)
            return;
        for (var row = firstRow; row < firstRow + count; row++)
        {
            if (!RowSet.Contains(sample.Rows, row))
                packed.AsSpan(row * RootSums.Components, RootSums.Components).Clear();
        }
    }

    private void Grow(ComponentBooster component, RoundGradients round, int place, RowMajorCodes codes, RowBlocks? all)
    {
        // Components need no waiting for each other; what threads they leave over share the bundles.
        var grower = _growers.TryTake(out var free)
            ? free
            : new TreeGrower(matrix, codes, _units, options.Shape, kernels, Math.Max(1, threads / RootSums.Components));
        component.AddTree(grower, round, place, all);
        _growers.Add(grower);
    }
}
