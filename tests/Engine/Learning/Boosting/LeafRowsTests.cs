using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

public sealed class LeafRowsTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Every_row_is_in_the_leaf_that_its_bins_lead_to(long seed, bool isSampled)
    {
        var random = new Xoshiro256(seed);
        var data = new Synthetic(777, seed);
        var features = data.Bin();
        var matrix = new BundledMatrix(features.Compact([.. Enumerable.Range(0, 777)], 1), 777, features.Mapper, 1);
        var sample = isSampled ? random.Sample(777, 500) : [.. Enumerable.Range(0, 777)];
        var rows = new LeafRows(matrix, Kernels.Chosen.Partition);
        var leaves = new List<(LeafRange Range, int[] Rows)>
        {
            (rows.Begin(isSampled ? RowSet.Of(sample, 777) : [], sample.Length), sample),
        };

        for (var split = 0; split < 30; split++)
        {
            var at = random.NextBelow(leaves.Count);
            var (range, numbers) = leaves[at];
            var test = new NodeTest(random.NextBelow(2), (byte)random.NextBelow(200), random.NextBelow(2) == 0);
            var (left, right) = rows.Divide(range, test);
            leaves[at] = (left, [.. numbers.Where(row => test.GoesLeft(matrix.Columns[test.Column][row]))]);
            leaves.Add((right, [.. numbers.Except(leaves[at].Rows)]));
        }

        var scores = new float[777];
        foreach (var (i, leaf) in leaves.Index())
        {
            leaf.Range.Count.ShouldBe(leaf.Rows.Length);
            if (!leaf.Range.IsRest)
                rows.Numbers(leaf.Range).ToArray().ShouldBe(leaf.Rows);
            rows.AddTo(scores, leaf.Range, i + 1);
        }

        var expected = new float[777];
        foreach (var (i, leaf) in leaves.Index())
        {
            foreach (var row in leaf.Rows)
                expected[row] = i + 1;
        }

        scores.ShouldBe(expected);
        leaves.Count(leaf => leaf.Range.IsRest).ShouldBe(1);
    }
}
