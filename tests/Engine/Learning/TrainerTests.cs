using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

/// <summary>What holds for every algorithm.</summary>
public sealed class TrainerTests
{
    public static TheoryData<string> Algorithms => [.. TrainerCatalog.Own.Names];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_bytes_are_the_same_on_one_two_and_four_threads(string algorithm)
    {
        var task = new Synthetic(3_000, 1, components: 3).Task(stopRows: 500);

        var bytes = new[] { 1, 2, 4, 8 }.Select(threads => ToBytes(Fit(algorithm, task, threads))).ToArray();

        bytes[1].ShouldBe(bytes[0]);
        bytes[2].ShouldBe(bytes[0]);
        bytes[3].ShouldBe(bytes[0]);
    }

    [Theory]
    [InlineData(Trainers.GradientBoosting)]
    [InlineData(Trainers.RandomForest)]
    public void The_bytes_are_the_same_on_any_number_of_threads_when_rows_and_columns_are_sampled(string algorithm)
    {
        var task = new Synthetic(1_000, 1, components: 1).Task();
        (string, double)[] sampling = algorithm == Trainers.GradientBoosting
            ? [("rounds", 20), ("row-share", 0.7), ("column-share", 0.6)]
            : [("trees", 20), ("row-share", 0.7)];

        var one = ToBytes(Synthetic.Fit(algorithm, task, 1, 5, sampling));
        var four = ToBytes(Synthetic.Fit(algorithm, task, 4, 5, sampling));

        four.ShouldBe(one);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Predictions_from_bins_are_those_from_raw_values(string algorithm)
    {
        var data = new Synthetic(1_300, 2);
        var task = data.Task();
        var fit = Fit(algorithm, task);
        int[] rows = [.. Enumerable.Range(0, 1_300).Where(r => r % 3 == 0)];

        var binned = Synthetic.NewProbabilities(2, rows.Length);
        fit.Classifier.Predict(task.Features, rows, binned);

        var raw = data.Predict(fit.Classifier);
        for (var k = 0; k < 2; k++)
            binned[k].ShouldBe(rows.Select(r => raw[k][r]));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_row_is_predicted_the_same_wherever_it_stands(string algorithm)
    {
        var data = new Synthetic(700, 2);
        var fit = Fit(algorithm, data.Task());
        var all = data.Predict(fit.Classifier);

        for (var start = 0; start < 700; start += 67)
        {
            var part = Synthetic.NewProbabilities(2, 13);
            fit.Classifier.Predict(data.Values, start, 13, part);
            part[1].ShouldBe(all[1][start..(start + 13)]);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Contributions_and_base_add_up_to_the_raw_score(string algorithm)
    {
        var data = new Synthetic(600, 3);
        var fit = Fit(algorithm, data.Task());
        var predicted = data.Predict(fit.Classifier);
        var contributions = Synthetic.NewProbabilities(Synthetic.Columns.Count, 600);

        var start = fit.Classifier.Contributions(data.Values, [.. Enumerable.Range(0, 600)], 1, contributions);

        for (var r = 0; r < 600; r++)
        {
            var raw = start + contributions.Sum(column => column[r]);
            var probability = fit.Classifier is Forest ? raw : 1 / (1 + Math.Exp(-raw));
            probability.ShouldBe(predicted[1][r], 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Importance_adds_up_to_one_and_is_largest_where_the_label_comes_from(string algorithm)
    {
        var fit = Fit(algorithm, new Synthetic(2_000, 3).Task());

        var importance = fit.Classifier.Importance(0);

        importance.ShouldAllBe(i => i >= 0);
        importance.Sum().ShouldBe(1, 1e-12);
        Array.IndexOf(importance, importance.Max()).ShouldBe(0);
        importance[5].ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Labels_of_one_kind_are_predicted_as_what_they_are(string algorithm)
    {
        var data = new Synthetic(200, 1);
        Array.Fill(data.Labels[0], (sbyte)0);
        Array.Fill(data.Labels[1], (sbyte)1);

        var predicted = data.Predict(Fit(algorithm, data.Task(stopRows: 50)).Classifier);

        predicted[0].ShouldAllBe(p => p < 0.01);
        predicted[1].ShouldAllBe(p => p > 0.99);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void One_row_is_enough_to_train(string algorithm)
    {
        var data = new Synthetic(1, 1, missing: 0);

        var predicted = data.Predict(Fit(algorithm, data.Task()).Classifier);

        predicted.ShouldAllBe(p => p[0] >= 0 && p[0] <= 1);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Columns_that_are_constant_or_missing_tell_nothing(string algorithm)
    {
        var data = new Synthetic(300, 1);
        for (var c = 0; c < data.Values.Length; c++)
            Array.Fill(data.Values[c], c % 2 == 0 ? double.NaN : 3);

        var predicted = data.Predict(Fit(algorithm, data.Task()).Classifier);

        var share = data.Labels[0].Average(l => (double)l);
        predicted[0].Distinct().Count().ShouldBe(1);
        predicted[0][0].ShouldBe(share, algorithm == Trainers.RandomForest ? 0.05 : 1e-6);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void That_a_value_is_missing_can_be_what_tells(string algorithm)
    {
        var random = new Xoshiro256(1);
        var data = new Synthetic(1_000, 1, components: 1);
        for (var r = 0; r < 1_000; r++)
        {
            data.Labels[0][r] = (sbyte)random.NextBelow(2);
            data.Values[3][r] = data.Labels[0][r] == 1 ? double.NaN : random.NextDouble();
        }

        var predicted = data.Predict(Fit(algorithm, data.Task()).Classifier);

        Synthetic.Auc(predicted[0], data.Labels[0]).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Which_category_it_is_can_be_what_tells(string algorithm)
    {
        var data = new Synthetic(1_000, 1, components: 1, missing: 0);
        for (var r = 0; r < 1_000; r++)
            data.Labels[0][r] = data.Values[2][r] is 0 or 3 ? (sbyte)1 : (sbyte)0;

        var predicted = data.Predict(Fit(algorithm, data.Task()).Classifier);

        Synthetic.Auc(predicted[0], data.Labels[0]).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Rows_that_are_not_named_are_not_learned_from(string algorithm)
    {
        var data = new Synthetic(800, 1);
        var task = data.Task();
        int[] rows = [.. Enumerable.Range(0, 800).Where(r => r % 4 != 1)];
        var before = ToBytes(Fit(algorithm, task with { TrainRows = rows }));

        foreach (var labels in data.Labels)
        {
            for (var r = 1; r < 800; r += 4)
                labels[r] = -1;
        }

        ToBytes(Fit(algorithm, task with { TrainRows = rows })).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_cancelled_training_stops(string algorithm) =>
        Should.Throw<OperationCanceledException>(() =>
            TrainerCatalog.Own.Create(algorithm)
                .Fit(new Synthetic(50, 1).Task(), new Dictionary<string, double>(), 1, 2, new CancellationToken(true)));

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Training_without_rows_is_refused(string algorithm) =>
        Should.Throw<PresageException>(
            () => Fit(algorithm, new Synthetic(50, 1).Task() with { TrainRows = [] })).Code.ShouldBe("no-training-rows");

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void An_unknown_parameter_is_refused_with_the_known_ones(string algorithm)
    {
        var error = Should.Throw<PresageException>(() => Synthetic.Fit(algorithm, new Synthetic(50, 1).Task(), parameters: [("speed", 1)]));

        error.Code.ShouldBe("unknown-parameter");
        error.Message.ShouldContain("speed");
        foreach (var name in TrainerCatalog.Own.Create(algorithm).Defaults.Keys)
            error.Remedy.ShouldContain(name);
    }

    [Theory]
    [InlineData(Trainers.GradientBoosting, "learning-rate", 0)]
    [InlineData(Trainers.GradientBoosting, "learning-rate", double.NaN)]
    [InlineData(Trainers.GradientBoosting, "leaves", 2.5)]
    [InlineData(Trainers.GradientBoosting, "rounds.1", -1)]
    [InlineData(Trainers.RandomForest, "depth", 0)]
    [InlineData(Trainers.DecisionTree, "max-bins", 256)]
    [InlineData(Trainers.LogisticRegression, "l2", -1)]
    public void A_value_out_of_range_is_refused(string algorithm, string name, double value) =>
        Should.Throw<PresageException>(() => Synthetic.Fit(algorithm, new Synthetic(50, 1).Task(), parameters: [(name, value)]))
            .Code.ShouldBe("parameter-out-of-range");

    [Theory]
    [InlineData("rounds.2")]
    [InlineData("rounds.01")]
    [InlineData("rounds.")]
    [InlineData("leaves.0")]
    [InlineData("rounds.-1")]
    public void Rounds_can_be_given_for_components_that_there_are_and_nothing_else(string name) =>
        Should.Throw<PresageException>(() => Synthetic.Fit(Trainers.GradientBoosting, new Synthetic(50, 1).Task(), parameters: [(name, 3)]))
            .Code.ShouldBe("unknown-parameter");

    [Fact]
    public void An_unknown_algorithm_is_refused_with_the_known_ones() =>
        Should.Throw<PresageException>(() => TrainerCatalog.Own.Create("magic")).Remedy.ShouldContain(Trainers.GradientBoosting);

    private static Fit Fit(string algorithm, LearningTask task, int threads = 1) =>
        Synthetic.Fit(algorithm, task, threads, 1, algorithm switch
        {
            Trainers.GradientBoosting => [("rounds", 30)],
            Trainers.RandomForest => [("trees", 30)],
            _ => [],
        });

    private static byte[] ToBytes(Fit fit) => TestModels.Of(fit.Classifier).ToBytes();
}
