using Presage.Engine.Evaluation;

namespace Presage.Tests.Engine.Evaluation;

public sealed class RowMetricsTests
{
    [Fact]
    public void A_row_is_positive_for_failures_after_T_and_up_to_T_plus_H()
    {
        // T = 0, 12, 24, ...; the failure at 84 is in (0, 84] and not in (84, 168].
        var metrics = Given.Machine(Given.Rows(9, 0.9), [84]).Metrics();

        metrics.Components["comp1"].Positives.ShouldBe(7);
        metrics.Confusion.ShouldBe([[0, 2], [0, 7]]);
    }

    [Fact]
    public void The_actual_class_is_the_first_failure_and_of_several_at_once_the_first_component()
    {
        var first = Given.Machine([[0.9], [0.1]], [[60], [48]]).Metrics();
        var tied = Given.Machine([[0.1], [0.9]], [[48], [48]]).Metrics();

        first.Confusion.ShouldBe([[0, 0, 0], [0, 0, 0], [0, 1, 0]]);
        tied.Confusion.ShouldBe([[0, 0, 0], [0, 0, 1], [0, 0, 0]]);
    }

    [Fact]
    public void The_reference_counts_a_failure_taken_for_another_as_false_positive_only()
    {
        // Actual 1 1 0 0 2 2, predicted 1 0 2 0 1 2: tp 2, fp 2 (a healthy row and a wrong component), fn 1.
        double[][] probabilities = [[0.9, 0.1, 0.1, 0.1, 0.9, 0.2], [0.1, 0.1, 0.8, 0.1, 0.1, 0.9]];
        var outcome = Given.Machine(probabilities, [[24], [72]]) with { Horizon = 24 * Presage.Engine.UnixTime.Hour };

        var metrics = outcome.Metrics();

        metrics.Confusion.ShouldBe([[1, 0, 1], [1, 1, 0], [0, 1, 1]]);
        metrics.Accuracy.ShouldBe(3 / 6.0);
        metrics.Precision.ShouldBe(2 / 4.0);
        metrics.Recall.ShouldBe(2 / 3.0);
        metrics.F1.ShouldBe(4 / 7.0, 1e-15);
    }

    [Fact]
    public void Several_components_can_be_positive_at_once_and_each_is_judged_by_itself()
    {
        var metrics = Given.Machine([[0.9, 0.9], [0.8, 0.1]], [[20], [20]]).Metrics();

        metrics.Components["comp1"].Recall.ShouldBe(1);
        metrics.Components["comp2"].ShouldSatisfyAllConditions(
            comp2 => comp2.Positives.ShouldBe(2), comp2 => comp2.Precision.ShouldBe(1), comp2 => comp2.Recall.ShouldBe(0.5));
    }

    [Fact]
    public void Rows_whose_label_is_unknown_are_counted_and_left_out()
    {
        // Known until 96: T = 0 and 12 are known to their horizon; of T = 24 and 36 it is known that the failure at 40 follows; of T = 48
        // nothing is.
        var metrics = Given.Machine(Given.Rows(5, 0.9), [40]).KnownUntil(96).Metrics();

        (metrics.Rows, metrics.Unlabelled).ShouldBe((5, 1));
        metrics.Confusion.ShouldBe([[0, 0], [0, 4]]);
        metrics.Components["comp1"].Positives.ShouldBe(4);
    }

    [Fact]
    public void Failures_after_the_last_known_moment_are_not_looked_at()
    {
        var peeked = Given.Machine(Given.Rows(5, 0.9), [97]).KnownUntil(96).Metrics();

        peeked.Components["comp1"].Positives.ShouldBe(0);
        peeked.Events.Failures.ShouldBe(0);
    }

    [Fact]
    public void One_threshold_for_all_is_exceeded_not_reached()
    {
        var outcome = Given.Machine([0.5, 0.6], [200]).WithThreshold(0.5);

        outcome.Metrics().Confusion.ShouldBe([[1, 1], [0, 0]]);
    }

    [Fact]
    public void Without_rows_all_shares_are_zero_and_what_cannot_be_told_is_null()
    {
        var metrics = EvaluationMetrics.Of(EvaluationPart.Empty(1), Given.One);

        (metrics.Accuracy, metrics.Precision, metrics.Recall, metrics.F1).ShouldBe((0, 0, 0, 0));
        metrics.MeanPrAuc.ShouldBeNull();
        metrics.Components["comp1"].PrAuc.ShouldBeNull();
        metrics.Events.LeadTimeHours.ShouldBe(new LeadTimeQuantiles(null, null, null));
    }

    [Fact]
    public void A_probability_that_is_none_is_refused() =>
        Should.Throw<ArgumentException>(() => EvaluationPart.Of(Given.Machine([double.NaN]), Given.One)).Message.ShouldContain("Machine 7");
}
