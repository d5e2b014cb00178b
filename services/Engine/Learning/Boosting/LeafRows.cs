namespace Presage.Engine.Learning;

/// <summary>Where the rows of a leaf are found.</summary>
/// <param name="Begin">First place in the list of rows.</param>
/// <param name="IsRest">Whether it is the leaf that has the rows of no list.</param>
internal readonly record struct LeafRange(int Begin, int Count, bool IsRest);

/// <summary>
/// Which rows are in which leaf while a tree grows. One leaf, the root or what is left of it, is a set of bits: most trees split off few
/// rows at a time, and taking them out costs a pass over 64 rows an instruction. What was split off is a list of row numbers, split in
/// place from then on. All lists ascend.
/// </summary>
internal sealed class LeafRows(BundledMatrix matrix, IPartitionKernel kernel)
{
    private readonly RowPartition _lists = new(new int[matrix.Count + LeafSums.Ahead]);
    private readonly ulong[] _rest = new ulong[RowSet.Words(matrix.Count)];
    private readonly ulong[] _taken = new ulong[RowSet.Words(matrix.Count)];
    private readonly byte[] _goesLeft = new byte[BinMapper.Slots];
    private int _listed;

    /// <summary>Begins a tree.</summary>
    /// <param name="sample">Set of the rows to grow on; empty for all.</param>
    /// <param name="count">How many these are.</param>
    /// <returns>The root.</returns>
    public LeafRange Begin(ReadOnlySpan<ulong> sample, int count)
    {
        _listed = 0;
        if (sample.IsEmpty)
            RowSet.FillAll(_rest, matrix.Count);
        else
            sample.CopyTo(_rest);
        return new LeafRange(0, count, IsRest: true);
    }

    /// <summary>Row numbers of a leaf that is a list.</summary>
    public ReadOnlySpan<int> Numbers(LeafRange leaf) => _lists.Rows.AsSpan(leaf.Begin, leaf.Count);

    public (LeafRange Left, LeafRange Right) Divide(LeafRange leaf, NodeTest nodeTest)
    {
        var bins = matrix.Columns[nodeTest.Column];
        if (leaf.IsRest)
            return Take(leaf.Count, bins, new BinTest(nodeTest));

        nodeTest.Tabulate(_goesLeft);
        var (end, middle) = (leaf.Begin + leaf.Count, _lists.Split(leaf.Begin, leaf.Begin + leaf.Count, bins, _goesLeft));
        return (new LeafRange(leaf.Begin, middle - leaf.Begin, false), new LeafRange(middle, end - middle, false));
    }

    public void AddTo(Span<float> scores, LeafRange leaf, float value)
    {
        if (leaf.IsRest)
        {
            RowSet.AddTo(scores, _rest, value);
            return;
        }

        foreach (var row in Numbers(leaf))
            scores[row] += value;
    }

    /// <summary>Takes the side with fewer rows out of the rest.</summary>
    private (LeafRange Left, LeafRange Right) Take(int count, byte[] bins, BinTest test)
    {
        var right = kernel.Right(_rest, bins, test, _taken);
        var takesRight = 2 * right < count;
        for (var word = 0; word < _rest.Length; word++)
            (_rest[word], _taken[word]) = takesRight
                ? (_rest[word] ^ _taken[word], _taken[word])
                : (_taken[word], _rest[word] ^ _taken[word]);

        var taken = new LeafRange(_listed, RowSet.Numbers(_taken, _lists.Rows.AsSpan(_listed)), IsRest: false);
        var rest = new LeafRange(0, count - taken.Count, IsRest: true);
        _listed += taken.Count;
        return takesRight ? (rest, taken) : (taken, rest);
    }
}
