using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Evaluation;

public sealed class EvaluationCurvesTests
{
    [Fact]
    public void Precision_and_recall_are_told_at_every_distinct_score()
    {
        var curve = Curves([0.9, 0.8, 0.8, 0.3], [14]).PrecisionRecall;

        curve.ShouldBe([new(0.9, 0.5, 1), new(0.8, 1, 2 / 3.0), new(0.3, 1, 0.5)]);
    }

    [Fact]
    public void A_long_curve_is_thinned_and_keeps_both_ends()
    {
        double[] scores = [.. Enumerable.Range(0, 3_000).Select(row => (row * 7_919 % 3_000 + 1) / 3_001.0)];
        double[] failures = [.. Enumerable.Range(1, 400).Select(i => i * 90.0)];

        var curve = Curves(scores, failures).PrecisionRecall;

        curve.Count.ShouldBeInRange(100, 200);
        curve[0].Threshold.ShouldBe(scores.Max());
        curve[^1].Recall.ShouldBe(1);
        curve.Select(point => point.Recall).ShouldBeInOrder();
    }

    [Fact]
    public void Bins_tell_predicted_and_observed_frequency()
    {
        // At T = 0 and 12 the failure at 14 lies ahead.
        var bins = Curves([0.9, 0.12, 0.14, 0.98], [14]).Calibration;

        bins.Count.ShouldBe(2);
        (bins[0].Predicted, bins[0].Observed, bins[0].Count).ShouldBe((0.13, 0.5, 2));
        (bins[1].Predicted, bins[1].Observed, bins[1].Count).ShouldBe((0.94, 0.5, 2));
    }

    [Fact]
    public void Each_threshold_has_its_rows_its_alarms_and_its_cost()
    {
        // Rows at 0 to 84, the failure at 90, alarms at 24 and, below 0.25, from the beginning.
        var point = Curves([0.2, 0.2, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1], [90]).Thresholds.Single(point => point.Threshold == 0.25);

        (point.Precision, point.Recall).ShouldBe((1, 2 / 7.0));
        point.Events.ShouldBe(new EventCounts(1, 1, 1, 0, AlarmMilliseconds: 36 * UnixTime.Hour / UnixTime.Millisecond));
        point.Cost.ShouldBe(2_500 + (1.5 * 50));
    }

    [Fact]
    public void The_cost_of_one_threshold_for_all_is_that_of_the_components_together()
    {
        var part = EvaluationPart.Of(Given.Machine([[0.9, 0.9, 0.1], [0.7, 0.1, 0.1]], [[24], []]), Given.Two);

        var curves = EvaluationCurves.Of(part, Given.Two);

        for (var i = 0; i < curves.Cost.Count; i++)
            curves.Cost[i].Cost.ShouldBe(curves.Components.Values.Sum(component => component.Thresholds[i].Cost));
    }

    private static ComponentCurves Curves(double[] probabilities, double[] failures)
    {
        // An unlimited year is not enough for the long curve.
        var outcome = Given.Machine(probabilities, failures) with { Observed = ObservedPeriods.Until(10 * Given.Year) };
        return EvaluationCurves.Of(EvaluationPart.Of(outcome, Given.One), Given.One).Components["comp1"];
    }
}
