using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

/// <summary>What every family of kernels must do, each against code that is as plain as can be.</summary>
public sealed unsafe class KernelTests
{
    public static TheoryData<string> Names => [.. Kernels.Supported.Select(kernels => kernels.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_is_binned_by_the_number_of_bounds_below_it(string name)
    {
        var random = new Xoshiro256(1);
        for (var count = 1; count <= 255; count += 1 + count / 7)
        {
            double[] upper = [.. Enumerable.Range(0, count - 1).Select(i => i * 0.5 + random.NextDouble() * 0.4), double.PositiveInfinity];
            double[] values =
                [.. upper, .. upper.Select(double.BitIncrement), .. upper.Select(double.BitDecrement), double.NaN,
                    double.NegativeInfinity, 0, -0.0];
            var bins = new byte[values.Length];

            new BinMapper([new("x", "x", "x", "")], [upper], [new double[count]]).Bin(0, values, bins, Named(name));

            bins.ShouldBe(values.Select(value => double.IsNaN(value) ? BinMapper.Missing : (byte)upper.Count(bound => bound < value)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Four_columns_and_four_components_are_summed_at_once(string name)
    {
        foreach (var rows in new[] { 1, 7, 8, 100, GradientUnits.Block, GradientUnits.Block + 1, 3 * GradientUnits.Block + 5 })
        {
            var random = new Xoshiro256(rows);
            byte[][] columns = [.. Enumerable.Range(0, 4).Select(_ => Bytes(random, rows))];
            int[] packed = [.. Enumerable.Range(0, rows * 8).Select(i => random.NextBelow(1 << 18) - (i % 2 == 0 ? 0 : 1 << 17))];

            var totals = SumFour(Named(name), columns, packed, rows);

            var expected = new long[4 * 256 * 8];
            for (var i = 0; i < rows * 32; i++)
                expected[(i % 4 * 256 + columns[i % 4][i / 32]) * 8 + i / 4 % 8] += packed[i / 32 * 8 + i / 4 % 8];
            totals.ShouldBe(expected);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rows_of_a_set_that_go_right_are_those_that_a_decision_sends_there(string name)
    {
        foreach (var rows in new[] { 1, 63, 64, 65, 1_000 })
        {
            var random = new Xoshiro256(rows);
            var bins = Bytes(random, rows);
            foreach (var test in Decisions(random))
            {
                ulong[] set = [.. Enumerable.Range(0, RowSet.Words(rows)).Select(_ => random.Next())];
                set[^1] &= rows % 64 == 0 ? ulong.MaxValue : (1UL << rows % 64) - 1;
                var right = new ulong[set.Length];

                var count = Named(name).Partition.Right(set, bins, new BinTest(test), right);

                int[] expected = [.. Enumerable.Range(0, rows).Where(row => RowSet.Contains(set, row) && !test.GoesLeft(bins[row]))];
                Enumerable.Range(0, right.Length * 64).Where(row => RowSet.Contains(right, row)).ShouldBe(expected);
                count.ShouldBe(expected.Length);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_swept_tree_leads_to_the_leaves_that_walking_leads_to(string name)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Xoshiro256(seed);
            var tree = RandomTree(random, leaves: 1 + seed * seed % 256);
            var rows = 1 + random.NextBelow(512);
            var matrix = Matrix(random, rows);
            var block = new RowBlock(3, kernels: Named(name));
            block.Fill(matrix, [.. Enumerable.Range(0, rows)]);
            var scores = new double[rows];

            block.AddTo(tree, scores.AsSpan());

            tree.Flat.ShouldNotBeNull();
            scores.ShouldBe(Enumerable.Range(0, rows).Select(row => (double)tree.Value(tree.Leaf(block.Row(row)))));
        }
    }

    [Fact]
    public void A_tree_with_more_leaves_than_a_byte_can_number_is_walked()
    {
        var random = new Xoshiro256(1);
        var tree = RandomTree(random, leaves: 300);
        var block = new RowBlock(3);
        block.Fill(Matrix(random, 200), [.. Enumerable.Range(0, 200)]);
        var scores = new float[200];

        block.AddTo(tree, scores.AsSpan());

        tree.Flat.ShouldBeNull();
        scores.ShouldBe(Enumerable.Range(0, 200).Select(row => tree.Value(tree.Leaf(block.Row(row)))));
    }

    [Fact]
    public void The_model_is_the_same_whatever_the_kernels()
    {
        var task = new Synthetic(3_000, 4, components: 3).Task(stopRows: 500);

        byte[][] models = [.. Kernels.Supported.Select(kernels => TestModels.Of(
            new GradientBoosting(kernels)
                .Fit(task, Synthetic.Parameters(("rounds", 20), ("row-share", 0.8)), 1, 2, CancellationToken.None).Classifier).ToBytes())];

        models.ShouldAllBe(model => model.SequenceEqual(models[0]));
    }

    [Fact]
    public void The_best_kernels_are_chosen_unless_others_are_named()
    {
        Kernels.Supported[^1].Name.ShouldBe("scalar");
        Kernels.Choose(null).ShouldBe(Kernels.Supported[0]);
        Kernels.Choose("scalar").ShouldBe(Kernels.Supported[^1]);
        Should.Throw<PresageException>(() => Kernels.Choose("abacus")).Remedy.ShouldContain("scalar");
    }

    private static long[] SumFour(Kernels kernels, byte[][] columns, int[] packed, int rows)
    {
        var totals = new long[4 * 256 * 8];
        Array.Fill(totals, 5);
        fixed (byte* a = columns[0], b = columns[1], c = columns[2], d = columns[3])
        fixed (int* row = packed)
        fixed (long* to = totals)
        {
            var pointers = stackalloc byte*[4] { a, b, c, d };
            kernels.Histograms.SumFour(pointers, row, rows, to);
        }

        return totals;
    }

    private static Kernels Named(string name) => Kernels.Choose(name);

    private static byte[] Bytes(Xoshiro256 random, int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextBelow(256))];

    private static IEnumerable<NodeTest> Decisions(Xoshiro256 random)
    {
        foreach (byte threshold in new byte[] { 0, 1, 127, 128, 253, 254 })
        {
            yield return new NodeTest(0, threshold, MissingLeft: false);
            yield return new NodeTest(0, threshold, MissingLeft: true);
        }

        foreach (var size in new[] { 0, 1, 3, 128, 200, 256 })
        {
            var set = new BinSet();
            for (var i = 0; i < size; i++)
                set.Add(random.NextBelow(256));
            yield return new NodeTest(0, 0, false, set);
        }
    }

    /// <summary>Two columns of numbers and one of categories.</summary>
    private static BinnedMatrix Matrix(Xoshiro256 random, int rows)
    {
        IReadOnlyList<FeatureColumn> columns = [new("a", "a", "a", ""), new("b", "b", "b", ""), new("c", "c", "c", "", ["x", "y", "z"])];
        double[][] values = [.. columns.Select(column => Enumerable.Range(0, rows).Select(_ => Value(column)).ToArray())];
        var matrix = new BinnedMatrix(BinMapper.Fit(columns, values), rows);
        matrix.Fill(0, values);
        return matrix;

        double Value(FeatureColumn column) =>
            random.NextBelow(10) == 0 ? double.NaN : column.IsCategorical ? random.NextBelow(3) : random.NextDouble();
    }

    private static Tree RandomTree(Xoshiro256 random, int leaves)
    {
        var builder = new TreeBuilder(outputs: 1);
        var open = new List<int> { TreeBuilder.Root };
        while (open.Count < leaves)
        {
            var node = open[random.NextBelow(open.Count)];
            open.Remove(node);
            var left = builder.Split(node, RandomDecision(random));
            open.AddRange([left, left + 1]);
        }

        foreach (var (i, node) in open.Index())
            builder.SetLeaf(node, 1, [i]);
        return builder.Build();
    }

    private static NodeTest RandomDecision(Xoshiro256 random)
    {
        if (random.NextBelow(3) > 0)
            return new NodeTest(random.NextBelow(2), (byte)random.NextBelow(200), random.NextBelow(2) == 0);
        var set = new BinSet();
        set.Add(random.NextBelow(3));
        if (random.NextBelow(2) == 0)
            set.Add(BinMapper.Missing);
        return new NodeTest(2, 0, false, set);
    }
}
