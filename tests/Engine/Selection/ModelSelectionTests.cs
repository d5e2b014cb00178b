using System.Text.Json;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Observation;
using Presage.Engine.Selection;
using Presage.Tests.Engine.Evaluation;

namespace Presage.Tests.Engine.Selection;

public sealed class ModelSelectionTests
{
    private static readonly TrialSpec Plain = new("bin-frequencies", new Dictionary<string, double>());
    private static readonly TrialSpec Inverted = new("bin-frequencies", new Dictionary<string, double> { ["inverted"] = 1 });

    private readonly BinFrequencies _trainer = new();

    [Fact]
    public void A_trial_is_fitted_on_the_training_block_and_stopped_by_the_calibration_block()
    {
        var (data, split) = FleetData.Of(Fleet.Random(12, 120, every: 12));

        Judge(data, split, Plain);

        var (task, _) = _trainer.Asked.ShouldHaveSingleItem();
        task.TrainRows.ShouldBe(split.TrainRows);
        task.StopRows.ShouldBe(split.CalibrateRows);
    }

    [Fact]
    public void Its_score_is_the_mean_average_precision_on_the_calibration_block()
    {
        var (data, split) = FleetData.Of(Fleet.Random(12, 120, every: 12));

        var (result, fit) = Judge(data, split, Plain);

        var expected = Predict(fit.Classifier, data, split.CalibrateRows).Select((column, c) => NaiveEvaluation.AveragePrecision(
            [.. column.Zip(split.CalibrateRows, (score, row) => new NaiveEvaluation.Row(score, false, data.Labels[c][row] == 1))]));
        result.Score.ShouldBe(expected.Average()!.Value, 1e-12);
        result.Score.ShouldBeGreaterThan(Judge(data, split, Inverted).Result.Score + 0.2);
    }

    [Fact]
    public void Judged_by_folds_the_score_is_their_mean()
    {
        var (data, split) = FleetData.Of(Fleet.Random(12, 120, every: 12));
        var folds = RollingOrigin.Folds(data.Times, data.Labels, 0, split.Test.From, data.Horizon, 3);

        var results = folds.Select(
            fold => ModelSelection.JudgeTrial(_trainer, data, fold, Plain, 1, 1, TestContext.Current.CancellationToken).Result).ToList();
        var result = TrialResult.OverFolds(results);

        _trainer.Asked.Select(asked => asked.Task.TrainRows).ShouldBe(folds.Select(fold => fold.TrainRows));
        result.Score.ShouldBe(results.Average(fold => fold.Score), 1e-12);
        result.Positives.ShouldBe(results.Sum(fold => fold.Positives));
        result.Score.ShouldBeInRange(0.3, 1);
    }

    [Fact]
    public void With_many_failures_the_calibration_block_says_how_often_they_come()
    {
        var (data, split) = FleetData.Of(Many);
        var trial = Judge(data, split, Inverted);

        var finished = Finish(data, split, trial.Result, trial.Fit);

        _trainer.Asked.Count.ShouldBe(2);
        ShouldBeRefitted(data, split, finished);
        finished.IsCrossFitted.ShouldBeFalse();
        finished.CalibrateSize.Rows.ShouldBe(split.CalibrateRows.Length);
        finished.Calibrate.Rows.ShouldBe(split.CalibrateRows.Length);
    }

    [Fact]
    public void With_few_all_machines_but_the_tested_ones_are_left_out_in_turn()
    {
        var (data, split) = FleetData.Of(Fleet.Random(12, 120, every: 12));
        var trial = Judge(data, split, Inverted);

        var finished = Finish(data, split, trial.Result, trial.Fit);

        // Five folds to find the rounds by, the same with the rounds that were found, and the model itself.
        _trainer.Asked.Count.ShouldBe(1 + 5 + 5 + 1);
        foreach (var (fold, (task, parameters)) in _trainer.Asked.Skip(1).Take(10).Index())
        {
            int[] machines = [.. task.TrainRows.Select(row => data.MachineOf[row]).Distinct()];
            int[] left = [.. split.RefitRows.Except(task.TrainRows).Order()];
            left.Select(row => data.MachineOf[row]).ShouldAllBe(machine => !machines.Contains(machine));
            task.StopRows.ShouldBe(fold < 5 ? left : []);
            parameters.ContainsKey("rounds.0").ShouldBe(fold >= 5);
        }

        ShouldBeRefitted(data, split, finished);
        finished.IsCrossFitted.ShouldBeTrue();
        finished.CalibrateSize.Rows.ShouldBe(split.RefitRows.Length);
        finished.Calibrate.Rows.ShouldBe(split.RefitRows.Length);
    }

    [Fact]
    public void A_fit_that_is_not_at_hand_is_made_again_with_the_same_result()
    {
        var (data, split) = FleetData.Of(Many);
        var trial = Judge(data, split, Plain);

        var one = Finish(data, split, trial.Result, trial.Fit);
        var two = Finish(data, split, trial.Result, null);

        two.Model.Thresholds.ShouldBe(one.Model.Thresholds);
        Json(two.Test).ShouldBe(Json(one.Test));
    }

    [Fact]
    public void The_test_figures_are_those_of_the_model_on_the_test_block()
    {
        var fleet = Fleet.Random(12, 120, every: 12);
        var (data, split) = FleetData.Of(fleet);

        var finished = Finish(data, split, Judge(data, split, Plain).Result, null);

        var model = finished.Model;
        var probabilities = Predict(model.Classifier, data, split.TestRows);
        for (var c = 0; c < 2; c++)
            probabilities[c] = [.. probabilities[c].Select(model.Calibrators[c].Apply)];
        var parts = split.TestRows.Select((row, i) => (row, i)).GroupBy(pair => data.MachineOf[pair.row]).Select(rows => EvaluationPart.Of(
            new MachineOutcome(
                data.Machines[rows.Key].Machine, [.. rows.Select(pair => data.Times[pair.row])],
                [.. probabilities.Select(p => rows.Select(pair => p[pair.i]).ToArray())], [],
                fleet.Failures[rows.Key], [[], []], data.Horizon,
                ObservedPeriods.Until(split.Test.To + data.Horizon)).WithThresholds(model.Thresholds),
            Given.Two));
        Json(finished.Test).ShouldBe(Json(EvaluationMetrics.Of(EvaluationPart.Merge([.. parts]), Given.Two)));
        finished.Test.Rows.ShouldBe(split.TestRows.Length);
        finished.Test.Unlabelled.ShouldBe(0);
        finished.Test.MeanPrAuc!.Value.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Nothing_that_happens_from_the_test_block_on_changes_the_model()
    {
        var fleet = Fleet.Random(12, 120, every: 12);
        var (data, split) = FleetData.Of(fleet);
        var (other, _) = FleetData.Of(fleet);
        for (var row = 0; row < other.Times.Length; row++)
        {
            if (other.Times[row] > split.Test.From)
                other.Labels[0][row] = 0;
        }

        other = other with
        {
            Machines = [.. other.Machines.Select(machine => machine with { Failures = [.. machine.Failures.Select(Earlier)] })],
        };

        var one = Finish(data, split, Judge(data, split, Plain).Result, null);
        var two = Finish(other, split, Judge(other, split, Plain).Result, null);

        two.Model.Thresholds.ShouldBe(one.Model.Thresholds);
        two.Calibration.ShouldBe(one.Calibration);
        Json(two.Calibrate).ShouldBe(Json(one.Calibrate));
        Json(two.Test).ShouldNotBe(Json(one.Test));
        Predict(two.Model.Classifier, data, split.TestRows).ShouldBe(Predict(one.Model.Classifier, data, split.TestRows));

        long[] Earlier(long[] times) => [.. times.Where(time => time <= split.Test.From)];
    }

    [Fact]
    public void A_component_that_never_failed_in_training_is_survived_and_never_alarms()
    {
        var random = Fleet.Random(12, 120, every: 12);
        var split = FleetData.Of(random).Split;
        long[][][] failures =
            [.. random.Failures.Select(machine => new[] { machine[0], [.. machine[1].Where(time => time > split.Test.From)] })];
        var (data, _) = FleetData.Of(new Fleet(failures, 120));

        var finished = Finish(data, split, Judge(data, split, Plain).Result, null);

        finished.Unlearnt.ShouldBe(["comp2"]);
        finished.Trial.PrAuc[1].ShouldBeNull();
        finished.Calibration[1].ShouldBe("none");
        finished.Model.Thresholds[1].ShouldBe(Thresholds.Never);
        finished.Test.Components["comp2"].Events.Alarms.ShouldBe(0);
        finished.Test.Components["comp1"].Events.Alarms.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1e6, 24, int.MaxValue)]
    public void A_budget_of_alarms_can_choose_the_thresholds(double budget, int least, int most)
    {
        var (data, split) = FleetData.Of(Fleet.Random(12, 120, every: 12));
        var settings = new SelectionSettings(Given.Two, budget);

        var finished = ModelSelection.Finish(
            _trainer, data, split, Judge(data, split, Plain).Result, settings, 1, 1, TestContext.Current.CancellationToken);

        finished.Calibrate.Events.Alarms.ShouldBeInRange(least, most);
    }

    /// <summary>Enough for the calibration block.</summary>
    private static Fleet Many { get; } = Fleet.Random(200, 120, every: 6);

    private static double[][] Predict(IClassifier classifier, TrainingData data, int[] rows)
    {
        double[][] probabilities = [new double[rows.Length], new double[rows.Length]];
        classifier.Predict(data.Features, rows, probabilities);
        return probabilities;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    private void ShouldBeRefitted(TrainingData data, DataSplit split, FinishedModel finished)
    {
        var (task, parameters) = _trainer.Asked[^1];
        task.TrainRows.ShouldBe(split.RefitRows);
        task.StopRows.ShouldBeEmpty();
        parameters.ShouldBe(new Dictionary<string, double> { ["inverted"] = 1, ["rounds.0"] = 7 });
        finished.Rows.ShouldBe(split.RefitRows.Length);
        finished.Positives.ShouldBe(data.Labels.Select(labels => split.RefitRows.LongCount(row => labels[row] == 1)));
    }

    private Trial Judge(TrainingData data, DataSplit split, TrialSpec spec) =>
        ModelSelection.JudgeTrial(_trainer, data, Fold.Of(split), spec, 1, 1, TestContext.Current.CancellationToken);

    private FinishedModel Finish(TrainingData data, DataSplit split, TrialResult trial, Fit? fit) => ModelSelection.Finish(
        _trainer, data, split, trial, new SelectionSettings(Given.Two), 1, 1, TestContext.Current.CancellationToken, fit);
}
