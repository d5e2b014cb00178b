using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Evaluation;

public sealed class AtRiskSinceTests
{
    private const double High = 0.9;
    private const double Low = 0.1;

    [Fact]
    public void It_is_when_the_alarm_was_raised_that_stands_at_the_last_row() =>
        Since([Low, High, High]).ShouldBe(12);

    [Fact]
    public void A_dip_that_was_no_recovery_does_not_begin_it_anew() =>
        Since([High, Low, High]).ShouldBe(0);

    [Fact]
    public void A_recovery_before_the_last_row_does() =>
        Since([High, Low, Low, High]).ShouldBe(36);

    [Fact]
    public void A_replacement_in_between_does() =>
        Since([High, High, High], replacements: [18]).ShouldBe(24);

    [Fact]
    public void A_failure_in_between_does() =>
        Since([High, High, High], failures: [12]).ShouldBe(12);

    [Fact]
    public void A_repair_after_the_last_row_changes_nothing() =>
        Since([Low, High, High], replacements: [30]).ShouldBe(12);

    [Fact]
    public void A_last_row_below_its_threshold_changes_nothing_while_the_alarm_has_not_recovered() =>
        Since([High, Low]).ShouldBe(0);

    [Fact]
    public void A_last_row_at_which_it_recovers_ends_it() =>
        Since([High, Low, Low]).ShouldBeNull();

    [Fact]
    public void Without_rows_nothing_is_at_risk() =>
        Since([]).ShouldBeNull();

    private static double? Since(double[] probabilities, double[]? failures = null, double[]? replacements = null) =>
        Given.Machine(probabilities, failures, replacements).AtRiskSince(0, AlarmSettings.Default) is { } since
            ? since / (double)UnixTime.Hour
            : null;
}
