using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

public sealed class GradientBoostingTests
{
    [Theory]
    [InlineData(1, 255, 1.0, 0.0, 0.0)]
    [InlineData(2, 255, 1.0, 0.5, 0.0)]
    [InlineData(3, 8, 1.0, 0.0, 0.0)]
    [InlineData(4, 255, 5.0, 0.0, 0.0)]
    [InlineData(5, 255, 5.0, 0.3, 0.0)]
    [InlineData(6, 255, 1.0, 0.5, 0.8)]
    [InlineData(7, 8, 2.0, 0.0, 2.5)]
    public void It_predicts_what_the_naive_algorithm_predicts(long seed, int maxBins, double positiveWeight, double baseScore, double l1)
    {
        var data = new Synthetic(160, seed);
        var task = data.Task(maxBins: maxBins);
        var naive = new NaiveBoosting(
            task.Features, data.Labels[0], task.TrainRows)
        { PositiveWeight = positiveWeight, BaseScore = baseScore, L1 = l1 };

        var fit = Synthetic.Fit(
            Trainers.GradientBoosting,
            task,
            parameters:
            [
                ("rounds", 6), ("leaves", 6), ("min-child-weight", 1e-3), ("learning-rate", 0.3), ("column-share", 1),
                ("positive-weight", positiveWeight), ("base-score", baseScore), ("l1", l1),
            ]);

        var expected = naive.Fit(6).Select(s => 1 / (1 + Math.Exp(-s))).ToArray();
        data.Predict(fit.Classifier)[0].Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void It_learns_to_order_rows_it_has_not_seen()
    {
        var (train, test) = (new Synthetic(4_000, 1), new Synthetic(4_000, 2));

        var fit = Synthetic.Fit(Trainers.GradientBoosting, train.Task(), parameters: [("rounds", 60), ("leaves", 15)]);

        var predicted = test.Predict(fit.Classifier);
        Synthetic.Auc(predicted[0], test.Labels[0]).ShouldBeGreaterThan(0.86);
        Synthetic.Auc(predicted[1], test.Labels[1]).ShouldBeGreaterThan(0.80);
    }

    [Fact]
    public void Stopping_rows_end_training_at_their_lowest_loss_and_the_rounds_found_give_the_same_again()
    {
        var data = new Synthetic(1_500, 6);
        var task = data.Task(stopRows: 500);
        var trainer = TrainerCatalog.Own.Create(Trainers.GradientBoosting);

        var stopped = Synthetic.Fit(
            Trainers.GradientBoosting, task, parameters: [("rounds", 400), ("learning-rate", 0.3), ("patience", 10)]);
        var refitted = trainer.Fit(task with { StopRows = [] }, stopped.RefitParameters, 1, 1, TestContext.Current.CancellationToken);

        stopped.RefitParameters["rounds.0"].ShouldBeInRange(1, 100);
        stopped.RefitParameters["learning-rate"].ShouldBe(0.3);
        data.Predict(refitted.Classifier)[0].ShouldBe(data.Predict(stopped.Classifier)[0]);
        var losses = Enumerable.Range(
            1, (int)stopped.RefitParameters["rounds.0"] + 9).Select(rounds => StopLoss(data, task, rounds)).ToArray();
        (Array.IndexOf(losses, losses.Min()) + 1).ShouldBe((int)stopped.RefitParameters["rounds.0"]);
    }

    [Fact]
    public void Without_stopping_rows_every_round_is_run()
    {
        var fit = Synthetic.Fit(Trainers.GradientBoosting, new Synthetic(300, 1).Task(), parameters: [("rounds", 7), ("rounds.1", 3)]);

        var boosted = fit.Classifier.ShouldBeOfType<AdditiveTrees>();

        boosted.Ensembles.Select(c => c.Trees.Length).ShouldBe([7, 3]);
    }

    [Fact]
    public void Trees_keep_to_their_leaves_depth_and_smallest_child_weight()
    {
        var fit = Synthetic.Fit(
            Trainers.GradientBoosting, new Synthetic(1_000, 1).Task(),
            parameters: [("rounds", 10), ("leaves", 9), ("max-depth", 4), ("min-child-weight", 8)]);

        foreach (var tree in ((AdditiveTrees)fit.Classifier).Ensembles.SelectMany(c => c.Trees))
        {
            var leaves = Enumerable.Range(0, tree.NodeCount).Where(tree.IsLeaf).ToArray();
            leaves.Length.ShouldBeInRange(2, 9);
            leaves.ShouldAllBe(leaf => tree.Covers[leaf] >= 4 * 8);
            leaves.Sum(leaf => tree.Covers[leaf]).ShouldBe(1_000);
            Depth(tree, 0).ShouldBeLessThanOrEqualTo(4);
        }
    }

    [Fact]
    public void Samples_of_rows_and_columns_still_learn_and_depend_on_the_seed()
    {
        var data = new Synthetic(2_000, 1);
        var task = data.Task();

        var one = Synthetic.Fit(
            Trainers.GradientBoosting, task, seed: 1, parameters: [("rounds", 40), ("row-share", 0.5), ("column-share", 0.5)]);
        var other = Synthetic.Fit(
            Trainers.GradientBoosting, task, seed: 2, parameters: [("rounds", 40), ("row-share", 0.5), ("column-share", 0.5)]);

        Synthetic.Auc(data.Predict(one.Classifier)[0], data.Labels[0]).ShouldBeGreaterThan(0.88);
        data.Predict(one.Classifier)[0].ShouldNotBe(data.Predict(other.Classifier)[0]);
    }

    [Fact]
    public void A_weight_for_positives_is_the_same_as_repeating_them()
    {
        var data = new Synthetic(400, 8, components: 1);
        var repeated = Enumerable.Range(0, 400).SelectMany(r => Enumerable.Repeat(r, data.Labels[0][r] == 1 ? 3 : 1)).ToArray();
        var matrix = data.Bin();
        var longer = new BinnedMatrix(matrix.Mapper, repeated.Length);
        longer.Fill(0, [.. data.Values.Select(v => Array.ConvertAll(repeated, r => v[r]))]);
        sbyte[][] labels = [Array.ConvertAll(repeated, r => data.Labels[0][r])];
        (string, double)[] parameters = [("rounds", 10), ("min-child-weight", 5), ("leaves", 8)];

        var weighted = Synthetic.Fit(Trainers.GradientBoosting, data.Task(), parameters: [.. parameters, ("positive-weight", 3)]);
        var copied = Synthetic.Fit(
            Trainers.GradientBoosting, new LearningTask(longer, labels, [.. Enumerable.Range(0, repeated.Length)], []),
            parameters: parameters);

        data.Predict(weighted.Classifier)[0].Zip(data.Predict(copied.Classifier)[0], (a, b) => Math.Abs(a - b))
            .Max().ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void A_weight_can_be_given_to_one_component_alone()
    {
        var task = new Synthetic(1_000, 5).Task();

        var plain = Boosted();
        var weighted = Boosted(("positive-weight.1", 4));

        // The unit of all gradients follows from the largest weight, hence the last digits.
        weighted.Predict0.ShouldBe(plain.Predict0, 1e-5);
        weighted.Predict1.Zip(plain.Predict1, (a, b) => a - b).Average().ShouldBeGreaterThan(0.05);

        (double[] Predict0, double[] Predict1) Boosted(params (string, double)[] parameters)
        {
            var probabilities = Synthetic.NewProbabilities(2, 1_000);
            Synthetic.Fit(Trainers.GradientBoosting, task, parameters: [("rounds", 20), .. parameters]).Classifier.Predict(
                task.Features, task.TrainRows, probabilities);
            return (probabilities[0], probabilities[1]);
        }
    }

    [Fact]
    public void Sums_in_fixed_point_are_those_of_real_numbers()
    {
        var random = new Xoshiro256(1);
        var units = new GradientUnits(600_000, 1);
        double gradient = 0, hessian = 0;
        RowSums sums = default;

        for (var i = 0; i < 600_000; i++)
        {
            var p = random.NextDouble();
            gradient += p - 1;
            hessian += p * (1 - p);
            sums += Round(units, p - 1, p * (1 - p));
        }

        units.Gradient(sums).ShouldBe(gradient, 1e-2);
        units.Hessian(sums).ShouldBe(hessian, 1e-2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(16_777_216)]
    public void Fixed_point_holds_the_largest_sums_of_many_rows(int rows)
    {
        foreach (var weight in new[] { 1.0, 7.3, 1e4 })
        {
            var units = new GradientUnits(rows, weight);
            var row = Round(units, -weight, weight / 4);

            var sums = new RowSums(row.Hessian * rows, row.Gradient * rows);

            units.Gradient(sums).ShouldBe(-weight * rows, weight * rows * 1e-5);
            units.Hessian(sums).ShouldBe(weight / 4 * rows, weight * rows * 1e-5);
            var block = Math.Min(rows, GradientUnits.Block);
            (row.Gradient * block).ShouldBeInRange(int.MinValue, 0);
            (row.Hessian * block).ShouldBeInRange(0, int.MaxValue);
        }
    }

    private static RowSums Round(GradientUnits units, double gradient, double hessian) => GradientUnits.Unpack(
        GradientUnits.Pack((int)Math.Round(gradient * units.GradientScale), (int)Math.Round(hessian * units.HessianScale)));

    private static double StopLoss(Synthetic data, LearningTask task, int rounds)
    {
        var fit = Synthetic.Fit(
            Trainers.GradientBoosting, task with
            {
                StopRows = [],
            }, parameters: [("rounds", 1), ("rounds.0", rounds), ("learning-rate", 0.3)]);
        var p = data.Predict(fit.Classifier)[0];
        return task.StopRows.Average(r => -Math.Log(data.Labels[0][r] == 1 ? p[r] : 1 - p[r]));
    }

    private static int Depth(Tree tree, int node) =>
        tree.IsLeaf(node) ? 0 : 1 + Math.Max(Depth(tree, tree.LeftChild(node)), Depth(tree, tree.LeftChild(node) + 1));
}
