using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class ForestTests
{
    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(2, 5, 10)]
    [InlineData(3, 3, 15)]
    public void A_decision_tree_is_the_tree_of_the_naive_algorithm(long seed, int minRows, int depth)
    {
        var data = new Synthetic(200, seed, components: 3);
        var task = data.Task();

        var fit = Synthetic.Fit(Trainers.DecisionTree, task, parameters: [("min-rows", minRows), ("depth", depth)]);

        var expected = new NaiveTree(task.Features, data.Labels, depth, minRows).Fit(task.TrainRows);
        var predicted = data.Predict(fit.Classifier);
        for (var k = 0; k < expected.Length; k++)
            predicted[k].Zip(expected[k], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void A_forest_of_one_tree_on_all_rows_and_columns_is_a_decision_tree()
    {
        var data = new Synthetic(500, 1);

        var forest = Synthetic.Fit(
            Trainers.RandomForest, data.Task(),
            parameters: [("trees", 1), ("row-share", 1), ("columns-per-node", 6), ("max-bins", 255), ("min-rows", 20)]);
        var tree = Synthetic.Fit(Trainers.DecisionTree, data.Task());

        data.Predict(forest.Classifier)[1].ShouldBe(data.Predict(tree.Classifier)[1]);
    }

    [Fact]
    public void It_learns_to_order_rows_it_has_not_seen()
    {
        var (train, test) = (new Synthetic(4_000, 1), new Synthetic(4_000, 2));

        var fit = Synthetic.Fit(Trainers.RandomForest, train.Task(), parameters: [("trees", 100), ("min-rows", 5)]);

        var predicted = test.Predict(fit.Classifier);
        Synthetic.Auc(predicted[0], test.Labels[0]).ShouldBeGreaterThan(0.86);
        Synthetic.Auc(predicted[1], test.Labels[1]).ShouldBeGreaterThan(0.78);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(11)]
    public void Packed_counts_are_the_counts_of_each_label(int components)
    {
        const int rows = 10_000;
        var data = new Synthetic(rows, 3, components);
        var counts = new LabelCounts(data.Labels, rows);
        int[] chosen = [.. Enumerable.Range(0, rows).Where(r => r % 5 != 0)];
        var bins = Array.ConvertAll(Enumerable.Range(0, rows).ToArray(), r => (byte)(r % 3 == 0 ? 1 : 0));
        var gathered = new ulong[counts.Words * chosen.Length];
        var found = new int[2 * counts.Lanes];
        var total = new int[counts.Lanes];

        counts.Gather(chosen, gathered);
        counts.Count(bins, chosen, gathered, found);
        counts.Total(chosen, total);

        for (var bin = 0; bin < 2; bin++)
        {
            found[bin * counts.Lanes].ShouldBe(chosen.Count(r => bins[r] == bin));
            for (var k = 0; k < components; k++)
                found[bin * counts.Lanes + k + 1].ShouldBe(chosen.Count(r => bins[r] == bin && data.Labels[k][r] == 1));
        }

        total[0].ShouldBe(chosen.Length);
        total[components].ShouldBe(chosen.Count(r => data.Labels[^1][r] == 1));
    }

    [Fact]
    public void Bins_are_merged_to_about_equal_frequency_and_keep_their_order()
    {
        byte[] bins = [.. Enumerable.Range(0, 20_000).Select(i => i % 10 == 0 ? BinMapper.Missing : (byte)(i / 100))];

        var coarse = CoarseColumn.Merge(bins, 200, 32, isCategorical: false, [.. bins.Select(_ => 1.0)]);

        coarse.Count.ShouldBe(32);
        coarse.Upper.ShouldBe(coarse.Upper.Distinct().Order());
        coarse.Upper[^1].ShouldBe((byte)199);
        for (var i = 0; i < bins.Length; i++)
            coarse.Bins[i].ShouldBe((byte)(bins[i] == BinMapper.Missing ? 32 : Array.FindIndex(coarse.Upper, u => bins[i] <= u)));
        coarse.Bins.Where(b => b < 32).CountBy(b => b).ShouldAllBe(b => b.Value >= 400 && b.Value <= 700);
    }

    [Fact]
    public void Every_class_weighs_the_same()
    {
        var data = new Synthetic(500, 1, components: 3);
        var task = data.Task(stopRows: 100);

        var weights = ClassWeights.Of(task);

        var healthy = task.TrainRows.Where(row => data.Labels.All(labels => labels[row] == 0));
        healthy.Sum(row => weights[row]).ShouldBe(1, 1e-9);
        weights.Sum().ShouldBe(4, 1e-9);
    }

    [Fact]
    public void Where_rows_weigh_more_bins_stay_finer()
    {
        byte[] bins = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i / 100))];

        var coarse = CoarseColumn.Merge(
            bins, 200, 32, isCategorical: false, [.. bins.Select(bin => bin >= 190 ? 1.0 / 1_000 : 1.0 / 19_000)]);

        coarse.Upper.Count(bin => bin >= 190).ShouldBeGreaterThanOrEqualTo(10);
        coarse.Upper.Count(bin => bin < 190).ShouldBeGreaterThanOrEqualTo(15);
    }
}
