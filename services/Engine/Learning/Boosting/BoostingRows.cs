namespace Presage.Engine.Learning;

/// <summary>The rows that all components' boosters share.</summary>
internal sealed class BoostingRows
{
    private readonly Lazy<RowBlocks> _train;

    public BoostingRows(LearningTask task, int threads)
    {
        Count = task.TrainRows.Length;
        Mapper = task.Features.Mapper;
        Columns = task.Features.Compact(task.TrainRows, threads);
        Groups = new ColumnGroups(Columns, Count, threads);
        Informative = [.. Enumerable.Range(0, Columns.Length).Where(c => Columns[c].AsSpan().ContainsAnyExcept(Columns[c][0]))];
        Stop = new RowBlocks(task.Features, task.StopRows);
        _train = new Lazy<RowBlocks>(() => new RowBlocks(task.Features, task.TrainRows));
    }

    /// <summary>Number of training rows.</summary>
    public int Count { get; }

    public BinMapper Mapper { get; }

    /// <summary>[column][training row] bins.</summary>
    public byte[][] Columns { get; }

    /// <summary>The same bins in words.</summary>
    public ColumnGroups Groups { get; }

    /// <summary>Columns that are not constant.</summary>
    public int[] Informative { get; }

    /// <summary>The training rows for walking down trees; only made when trees are grown on samples of them.</summary>
    public RowBlocks Train => _train.Value;

    public RowBlocks Stop { get; }
}
