using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML;
using Presage.Tests.Engine.Learning;

namespace Presage.Tests.Engine.MicrosoftML;

public sealed class TrainerTests
{
    public static TheoryData<string> Algorithms => Foreign.Algorithms;

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void It_learns_what_there_is_to_learn(string algorithm)
    {
        var (train, test) = (new Synthetic(4_000, 1), new Synthetic(2_000, 2));

        var predicted = test.Predict(Foreign.Fit(algorithm, train.Task()).Classifier);

        Synthetic.Auc(predicted[0], test.Labels[0]).ShouldBeGreaterThan(0.83);
        Synthetic.Auc(predicted[1], test.Labels[1]).ShouldBeGreaterThan(0.78);
        predicted.ShouldAllBe(column => column.All(p => p >= 0 && p <= 1));
        predicted[0].Average().ShouldBe(test.Labels[0].Average(label => (double)label), 0.03);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads(string algorithm)
    {
        var task = new Synthetic(3_000, 1).Task(stopRows: 500);
        (string, double)[] parameters = [.. Foreign.Small(algorithm), ("row-share", 0.5)];

        var first = Foreign.Fit(algorithm, task, threads: 1, seed: 7, parameters: parameters);

        foreach (var threads in new[] { 1, 2, 4 })
        {
            var again = Foreign.Fit(algorithm, task, threads, seed: 7, parameters: parameters);
            Foreign.Bytes(again.Classifier).ShouldBe(Foreign.Bytes(first.Classifier));
            again.RefitParameters.ShouldBe(first.RefitParameters);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Another_seed_draws_other_rows(string algorithm)
    {
        var task = new Synthetic(1_000, 1).Task();
        (string, double)[] parameters = [.. Foreign.Small(algorithm), ("row-share", 0.5)];

        var one = Foreign.Fit(algorithm, task, seed: 1, parameters: parameters);
        var other = Foreign.Fit(algorithm, task, seed: 2, parameters: parameters);

        Foreign.Bytes(one.Classifier).ShouldNotBe(Foreign.Bytes(other.Classifier));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Missing_values_tell_apart(string algorithm)
    {
        var data = new Synthetic(2_000, 1, components: 1, missing: 0.3);
        for (var row = 0; row < data.Rows; row++)
            data.Labels[0][row] = double.IsNaN(data.Values[0][row]) ? (sbyte)1 : (sbyte)0;

        var predicted = data.Predict(Foreign.Fit(algorithm, data.Task(), parameters: ("min-rows", 5)).Classifier)[0];

        Synthetic.Auc(predicted, data.Labels[0]).ShouldBeGreaterThan(0.999);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Rows_with_missing_values_are_learnt_from_like_others(string algorithm)
    {
        var data = new Synthetic(2_000, 1, components: 1, missing: 0);
        Array.Fill(data.Values[4], double.NaN);
        var other = new Synthetic(2_000, 1, components: 1, missing: 0);
        Array.Fill(other.Values[4], 1);

        var missing = data.Predict(Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier)[0];
        var present = other.Predict(Foreign.Fit(algorithm, other.Task(), parameters: Foreign.Small(algorithm)).Classifier)[0];

        missing.ShouldBe(present);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Categories_are_told_apart_and_unknown_ones_count_as_missing(string algorithm)
    {
        var data = new Synthetic(2_000, 1, components: 1, missing: 0.1);
        for (var row = 0; row < data.Rows; row++)
            data.Labels[0][row] = data.Values[2][row] is 1 or 3 ? (sbyte)1 : (sbyte)0;
        var classifier = Foreign.Fit(algorithm, data.Task(), parameters: ("min-rows", 5)).Classifier;
        Synthetic.Auc(data.Predict(classifier)[0], data.Labels[0]).ShouldBeGreaterThan(0.999);

        double[][] rows = [.. Synthetic.Columns.Select((_, c) => c == 2 ? [double.NaN, 17, -1, 0.5] : new double[4])];
        var predicted = Synthetic.NewProbabilities(1, 4);
        classifier.Predict(rows, 0, 4, predicted);

        predicted[0].Distinct().ShouldHaveSingleItem().ShouldBeLessThan(0.5);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Positive_rows_that_weigh_more_are_more_probable(string algorithm)
    {
        var data = new Synthetic(2_000, 1);
        (string, double)[] parameters = Foreign.Small(algorithm);

        var plain = data.Predict(Foreign.Fit(algorithm, data.Task(), parameters: parameters).Classifier);
        var all = data.Predict(Foreign.Fit(algorithm, data.Task(), parameters: [.. parameters, ("positive-weight", 4)]).Classifier);
        var one = data.Predict(Foreign.Fit(algorithm, data.Task(), parameters: [.. parameters, ("positive-weight.1", 4)]).Classifier);

        all[0].Average().ShouldBeGreaterThan(plain[0].Average() + 0.05);
        one[0].ShouldBe(plain[0]);
        one[1].ShouldBe(all[1]);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_component_with_labels_of_one_kind_gets_their_share(string algorithm)
    {
        var data = new Synthetic(500, 1, components: 3);
        Array.Fill(data.Labels[1], (sbyte)0);
        Array.Fill(data.Labels[2], (sbyte)1);

        var fit = Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm));
        var predicted = data.Predict(fit.Classifier);

        predicted[1].ShouldAllBe(p => Math.Abs(p - 0.5 / 501) < 1e-12);
        predicted[2].ShouldAllBe(p => Math.Abs(p - 500.5 / 501) < 1e-12);
        fit.Classifier.Importance(1).ShouldAllBe(share => share == 0);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Rows_that_nothing_tells_apart_get_the_share_of_positives(string algorithm)
    {
        var data = new Synthetic(300, 1, components: 1);
        foreach (var column in data.Values)
            Array.Fill(column, 1.0);

        var predicted = data.Predict(Foreign.Fit(algorithm, data.Task()).Classifier)[0];

        predicted.ShouldAllBe(p => Math.Abs(p - data.Labels[0].Average(label => (double)label)) < 1e-9);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_handful_of_rows_can_be_learnt_from(string algorithm)
    {
        foreach (var rows in new[] { 2, 3, 10, 45 })
        {
            var data = new Synthetic(rows, 1, components: 1);
            (data.Labels[0][0], data.Labels[0][1]) = (0, 1);

            data.Predict(
                Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier)[0].ShouldAllBe(p => p >= 0 && p <= 1);
        }
    }

    [Theory]
    [InlineData(MicrosoftMLAlgorithms.FastTree)]
    [InlineData(MicrosoftMLAlgorithms.LightGbm)]
    public void Rounds_after_the_best_on_the_stopping_rows_do_not_count_and_a_refit_makes_as_many(string algorithm)
    {
        var task = new Synthetic(2_000, 1).Task(stopRows: 700);
        (string, double)[] parameters = [("rounds", 150), ("learning-rate", 0.3), ("patience", 10)];

        var stopped = Foreign.Fit(algorithm, task, parameters: parameters);
        var rounds = stopped.RefitParameters["rounds.0"];
        var refit = Foreign.Catalog.Create(algorithm)
            .Fit(task with { StopRows = [] }, stopped.RefitParameters, 1, 2, TestContext.Current.CancellationToken);

        rounds.ShouldBeInRange(1, 100);
        Predict(refit.Classifier, task).ShouldBe(Predict(stopped.Classifier, task));
        LogLoss(algorithm, task, rounds).ShouldBeLessThan(LogLoss(algorithm, task, 150));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_fit_ends_soon_after_it_was_cancelled(string algorithm)
    {
        var task = new Synthetic(20_000, 1, components: 4).Task();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var cancelled = Should.Throw<OperationCanceledException>(() => Foreign.Catalog.Create(algorithm).Fit(
            task, Synthetic.Parameters((algorithm == MicrosoftMLAlgorithms.FastForest ? "trees" : "rounds", 100_000)), 1, 2,
            cancellation.Token));

        cancelled.CancellationToken.ShouldBe(cancellation.Token);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_hyper_parameter_has_a_default_that_it_takes_and_matters_in_range(string algorithm)
    {
        var trainer = Foreign.Catalog.Create(algorithm);

        trainer.Check(trainer.Defaults);
        foreach (var name in trainer.Defaults.Keys)
            Should.Throw<PresageException>(
                () => trainer.Check(Synthetic.Parameters((name, double.NaN)))).Code.ShouldBe("parameter-out-of-range");
        Should.Throw<PresageException>(() => trainer.Check(Synthetic.Parameters(("monotone.volt", 1)))).Code.ShouldBe("unknown-parameter");
    }

    [Fact]
    public void Without_its_native_library_LightGbm_says_what_to_install()
    {
        var error = LightGbmTrainer.NativeLibraryMissing(new DllNotFoundException("lib_lightgbm"));

        error.Code.ShouldBe("native-library-missing");
        error.Remedy.ShouldContain("libgomp1");
    }

    private static double[] Predict(IClassifier classifier, LearningTask task)
    {
        var probabilities = Synthetic.NewProbabilities(classifier.Components, task.Features.Rows);
        classifier.Predict(task.Features, [.. Enumerable.Range(0, task.Features.Rows)], probabilities);
        return probabilities[0];
    }

    private static double LogLoss(string algorithm, LearningTask task, double rounds)
    {
        var fit = Foreign.Fit(algorithm, task with { StopRows = [] }, parameters: [("rounds", rounds), ("learning-rate", 0.3)]);
        var predicted = Predict(fit.Classifier, task);
        return -task.StopRows.Average(row => Math.Log(task.Labels[0][row] > 0 ? predicted[row] : 1 - predicted[row]));
    }
}
