namespace Presage.Engine.Learning;

/// <summary>One component's boosting so far: its trees, the scores they give, and whether to go on.</summary>
internal sealed class ComponentBooster
{
    private readonly BoosterOptions _options;
    private readonly LogisticLoss _loss;
    private readonly EarlyStopping _stopping;
    private readonly List<Tree> _trees = [];
    private readonly double _start;
    private readonly int _rounds;
    private readonly sbyte[] _labels;
    private readonly float[] _scores;
    private readonly double[] _gains;
    private double[] _bestGains;
    private bool _isExhausted;

    /// <param name="component">Its number.</param>
    /// <param name="labels">[training row].</param>
    /// <param name="stop">The stopping rows, and their labels.</param>
    public ComponentBooster(BundledMatrix matrix, BoosterOptions options, int component, sbyte[] labels, RowBlocks stop, sbyte[] stopLabels)
    {
        _options = options;
        _loss = new LogisticLoss(options.PositiveWeights[component]);
        _labels = labels;
        (_gains, _bestGains) = (new double[matrix.Columns.Length], new double[matrix.Columns.Length]);
        var canLearn = matrix.Informative.Length > 0 && labels.Contains((sbyte)1) && labels.Contains((sbyte)0);
        _rounds = canLearn ? options.Rounds[component] : 0;
        _start = options.BaseScore > 0 && canLearn ? Math.Log(options.BaseScore / (1 - options.BaseScore)) : _loss.Prior(labels);
        _scores = new float[labels.Length];
        Array.Fill(_scores, (float)_start);
        _stopping = new EarlyStopping(_loss, stop, stopLabels, _start, options.Patience);
    }

    public bool IsOver => _isExhausted || _trees.Count >= _rounds || _stopping.IsOver;

    /// <summary>Writes the gradients of some rows at its place in each row's word.</summary>
    public void Gradients(int firstRow, int count, GradientUnits units, long[] packed, int place)
    {
        const int Stride = RootSums.Components;
        _loss.Gradients(
            _scores.AsSpan(firstRow, count), _labels.AsSpan(firstRow, count), units,
            packed.AsSpan(firstRow * Stride + place, (count - 1) * Stride + 1), Stride);
    }

    public void AddTree(TreeGrower grower, RoundGradients round, int place, RowBlocks? all)
    {
        var tree = grower.Grow(round, place, _gains);
        if (tree.NodeCount == 1 && _options is { RowShare: 1, ColumnShare: 1 })
        {
            _isExhausted = true;
            return;
        }

        _trees.Add(tree);
        if (all is null)
            grower.AddTo(_scores);
        else
            all.AddTo(tree, _scores);
        if (_stopping.Improves(tree, _trees.Count))
            _bestGains = [.. _gains];
    }

    public TreeEnsemble Finish() => _stopping.IsActive
        ? new TreeEnsemble(_start, [.. _trees.Take(_stopping.BestRounds)], _bestGains)
        : new TreeEnsemble(_start, [.. _trees], _gains);
}
