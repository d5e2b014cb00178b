namespace Presage.Engine.Learning;

/// <summary>Watches the log-loss of rows that are not trained on, and says when more trees have ceased to help.</summary>
internal sealed class EarlyStopping
{
    private readonly LogisticLoss _loss;
    private readonly RowBlocks _rows;
    private readonly sbyte[] _labels;
    private readonly float[] _scores;
    private readonly int _patience;
    private double _best;
    private int _rounds;

    public EarlyStopping(LogisticLoss loss, RowBlocks rows, sbyte[] labels, double start, int patience)
    {
        (_loss, _rows, _labels, _patience) = (loss, rows, labels, patience);
        _scores = new float[labels.Length];
        Array.Fill(_scores, (float)start);
        _best = IsActive ? loss.Mean(_scores, labels) : 0;
    }

    /// <summary>Whether there are rows to watch.</summary>
    public bool IsActive => _labels.Length > 0;

    public int BestRounds { get; private set; }

    public bool IsOver => IsActive && _rounds - BestRounds >= _patience;

    /// <summary>Takes the next tree in and says whether the loss is lower than ever before.</summary>
    public bool Improves(Tree tree, int rounds)
    {
        _rounds = rounds;
        if (!IsActive)
            return false;
        _rows.AddTo(tree, _scores);
        var loss = _loss.Mean(_scores, _labels);
        if (loss >= _best)
            return false;
        (_best, BestRounds) = (loss, rounds);
        return true;
    }
}
