using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class TreeShapTests
{
    public static TheoryData<string> Names => [.. Kernels.Supported.Select(kernels => kernels.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Contributions_are_the_Shapley_values_of_the_formula_over_all_sets_of_columns(string kernels) =>
        Properties.Hold<(long Seed, byte Columns, byte Leaves)>(
            at =>
            {
                var random = new RandomTrees(at.Seed, 1 + at.Columns % 7);
                var (tree, rows) = (random.Grow(1 + at.Leaves % 24, outputs: 2), random.Rows(5));
                var naive = new NaiveShapley(tree, random.Mapper.Columns.Count);

                var (expected, found) = Explain(random.Mapper, [tree], rows, kernels, output: 1);

                return Near(expected, naive.Expected(1))
                    && Enumerable.Range(0, 5)
                        .All(r => naive.Explain(random.Bin(rows, r), 1).Zip(found, (a, b) => Near(a, b[r])).All(isNear => isNear));
            },
            tests: 60);

    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    public void A_path_of_many_different_columns_still_adds_up_to_the_leaf(int columns)
    {
        var random = new RandomTrees(1, columns);
        var (tree, rows) = (random.Path(), random.Rows(100));

        var (expected, found) = Explain(random.Mapper, [tree], rows);

        for (var r = 0; r < 100; r++)
            (expected + found.Sum(column => column[r])).ShouldBe(tree.Value(tree.Leaf(random.Bin(rows, r))), 1e-12);
    }

    [Fact]
    public void Columns_that_only_count_together_share_alike_however_many()
    {
        // One leaf at the end of the path is worth 1: a row that reaches it owes it to all columns, each with the same share of the rows.
        var mapper = new RandomTrees(1, 40).Mapper;
        var builder = new TreeBuilder(1);
        var (node, cover) = (TreeBuilder.Root, 1);
        var numbers = Enumerable.Range(0, 40).Where(c => !mapper.Columns[c].IsCategorical).ToArray();
        foreach (var c in numbers)
        {
            var left = builder.Split(node, new NodeTest(c, 3, MissingLeft: false));
            builder.SetLeaf(left + 1, 1 << (numbers.Length - cover++), [0]);
            node = left;
        }

        builder.SetLeaf(node, 1, [1]);

        var (expected, found) = Explain(mapper, [builder.Build()], [.. mapper.Columns.Select(_ => new[] { 0.0 })]);

        expected.ShouldBe(Math.Pow(0.5, numbers.Length), 1e-15);
        foreach (var c in numbers)
            found[c][0].ShouldBe((1 - expected) / numbers.Length, 1e-14);
        found.Where((_, c) => !numbers.Contains(c)).ShouldAllBe(column => column[0] == 0);
    }

    [Fact]
    public void All_kernels_give_the_same_bits_and_so_do_all_batches_and_threads()
    {
        var data = new Synthetic(300, 3);
        var model = TestModels.Train(Trainers.GradientBoosting, data);
        var trees = ((AdditiveTrees)model.Classifier).Ensembles[1].Trees;
        var mapper = ((AdditiveTrees)model.Classifier).Mapper;
        var (_, all) = Explain(mapper, trees, data.Values);

        foreach (var kernels in Kernels.Supported)
            Explain(mapper, trees, data.Values, kernels.Name).Found.ShouldBe(all);
        for (var r = 0; r < 300; r += 7)
        {
            var alone = Synthetic.NewProbabilities(all.Length, 3);
            new TreeShap(mapper, trees).Explain(data.Values, [299 - r, r, 5], alone);
            alone.Select(column => column[1]).ShouldBe(all.Select(column => column[r]));
        }
    }

    [Theory]
    [InlineData(Trainers.GradientBoosting)]
    [InlineData(Trainers.RandomForest)]
    [InlineData(Trainers.DecisionTree)]
    public void Rows_are_explained_the_same_together_alone_and_on_threads(string algorithm)
    {
        var data = new Synthetic(5_000, 3);
        var model = TestModels.Train(algorithm, data);
        int[] rows = [.. Enumerable.Range(0, 5_000).Reverse()];

        var together = model.Explain(data.Values, rows, 1);

        var threaded = model.Explain(data.Values, rows, 1, threads: 4);
        for (var i = 0; i < rows.Length; i++)
            threaded[i].ShouldBe(together[i]);
        for (var i = 0; i < rows.Length; i += 499)
            model.Explain(data.Values, rows[i], 1).ShouldBe(together[i]);
        model.Explain(data.Values, [], 1).ShouldBeEmpty();
    }

    [Fact]
    public void A_column_that_decides_nothing_has_no_part()
    {
        var random = new RandomTrees(1, 3);
        var builder = new TreeBuilder(1);
        var left = builder.Split(TreeBuilder.Root, new NodeTest(0, 3, false));
        var alike = builder.Split(left, new NodeTest(1, 3, false));
        builder.SetLeaf(alike, 10, [2]);
        builder.SetLeaf(alike + 1, 30, [2]);
        builder.SetLeaf(left + 1, 40, [4]);

        var (expected, found) = Explain(random.Mapper, [builder.Build()], [[1, 5], [1, 5], [1, 5]]);

        expected.ShouldBe(3);
        found[0].ShouldBe([-1.0, 1.0]);
        found[1].ShouldBe([0.0, 0.0]);
        found[2].ShouldBe([0.0, 0.0]);
    }

    [Fact]
    public void A_forest_of_constants_has_nothing_to_explain()
    {
        var random = new RandomTrees(1, 2);
        var tree = random.Grow(1);

        var (expected, found) = Explain(random.Mapper, [tree, tree], random.Rows(3));

        expected.ShouldBe(2.0 * tree.Value(0));
        found.ShouldAllBe(column => column.All(value => value == 0));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-13;

    private static (double Expected, double[][] Found) Explain(
        BinMapper mapper, Tree[] trees, double[][] values, string? kernels = null, int output = 0)
    {
        var found = Synthetic.NewProbabilities(values.Length, values[0].Length);
        var expected = new TreeShap(mapper, trees, output).Explain(
            values, [.. Enumerable.Range(0, values[0].Length)], found, Kernels.Choose(kernels));
        return (expected, found);
    }
}
