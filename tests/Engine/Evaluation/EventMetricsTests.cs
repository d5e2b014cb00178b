using Presage.Engine.Evaluation;

namespace Presage.Tests.Engine.Evaluation;

public sealed class EventMetricsTests
{
    [Fact]
    public void An_alarm_raised_the_lead_time_before_the_failure_warns_and_a_moment_later_does_not()
    {
        var inTime = Given.Machine(Alarm(20, from: 10, to: 10), [132]).Metrics().Events;
        var late = Given.Machine(Alarm(20, from: 10, to: 10), [131.9]).Metrics().Events;

        (inTime.Warned, inTime.Recall, inTime.LeadTimeHours.P50).ShouldBe((1, 1, 12));
        (late.Failures, late.Warned, late.FalseAlarms).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void An_alarm_raised_exactly_one_horizon_before_the_failure_warns()
    {
        var events = Given.Machine(Alarm(20, from: 2, to: 2), [108]).Metrics().Events;

        (events.Warned, events.LeadTimeHours.P50, events.FalseAlarms).ShouldBe((1, 84, 0));
    }

    [Fact]
    public void An_alarm_that_recovered_before_the_horizon_began_warns_of_nothing()
    {
        // Above at 24, recovered at 48; the failure at 132 has its horizon from 48.
        var over = Given.Machine(Alarm(20, from: 2, to: 2), [132]).Metrics().Events;
        var standing = Given.Machine(Alarm(20, from: 2, to: 2), [131]).Metrics().Events;

        over.Warned.ShouldBe(0);
        standing.Warned.ShouldBe(1);
    }

    [Fact]
    public void A_long_standing_alarm_warns_and_its_lead_time_is_capped_at_the_horizon()
    {
        var events = Given.Machine(Alarm(30, from: 1, to: 24), [300]).Metrics().Events;

        (events.Alarms, events.Warned, events.LeadTimeHours.P90).ShouldBe((1, 1, 84));
    }

    [Fact]
    public void An_alarm_is_false_when_no_failure_of_its_component_comes_within_a_horizon_of_its_end()
    {
        // Recovered at 48: a failure up to 132 makes it true.
        var isTrue = Given.Machine(Alarm(20, from: 2, to: 2), [132]).Metrics().Events;
        var isFalse = Given.Machine(Alarm(20, from: 2, to: 2), [132.1]).Metrics().Events;
        var other = Given.Machine([Alarm(20, from: 2, to: 2), Given.Rows(20)], [[], [60]]).Metrics().Events;

        isTrue.FalseAlarms.ShouldBe(0);
        isFalse.FalseAlarms.ShouldBe(1);
        (other.FalseAlarms, other.Warned).ShouldBe((1, 0));
    }

    [Fact]
    public void An_alarm_whose_window_is_not_observed_is_in_neither_camp()
    {
        // Raised at 24, recovered at 48, so it is decided when 132 is known.
        var outcome = Given.Machine(Alarm(20, from: 2, to: 2));

        var undecided = outcome.KnownUntil(131).Metrics().Events;
        var decided = outcome.KnownUntil(132).Metrics().Events;

        (undecided.Alarms, undecided.FalseAlarms).ShouldBe((1, 0));
        (decided.Alarms, decided.FalseAlarms).ShouldBe((1, 1));
    }

    [Fact]
    public void A_replacement_ends_an_alarm_so_that_the_next_is_one_of_its_own()
    {
        var events = Given.Machine(Alarm(20, from: 2, to: 8), replacements: [60]).Metrics().Events;

        (events.Alarms, events.FalseAlarms).ShouldBe((2, 2));
    }

    [Fact]
    public void A_failure_counts_when_its_last_moment_for_a_warning_lies_among_the_rows()
    {
        // Rows from 0 to 108: from 12 to 120.
        var events = Given.Machine(Given.Rows(10), [11.9, 12, 120, 120.1]).Metrics().Events;

        events.Failures.ShouldBe(2);
    }

    [Fact]
    public void Two_components_failing_at_once_are_two_failures()
    {
        var events = Given.Machine([Alarm(20, from: 5, to: 9), Given.Rows(20)], [[120], [120]]).Metrics().Events;

        (events.Failures, events.Warned).ShouldBe((2, 1));
    }

    [Fact]
    public void Costs_add_up_and_are_compared_with_no_alarms_at_all()
    {
        // Warned of 120, missed 252, and a false alarm at 384.
        double[] probabilities = [.. Alarm(30, from: 6, to: 9), .. Alarm(30, from: 2, to: 2)];

        var events = Given.Machine(probabilities, [120, 252]).Metrics().Events;

        (events.Failures, events.Warned, events.FalseAlarms).ShouldBe((2, 1, 1));
        events.Cost.ShouldBe(10_000 + 2_500 + 500);
        (events.CostWithoutAlarms, events.Saved).ShouldBe((20_000, 7_000));
    }

    [Fact]
    public void False_alarms_are_told_by_the_month_of_labelled_rows()
    {
        // 62 rows are 30.5 days; those after 24.5 days are unlabelled when 28 days are known.
        var outcome = Given.Machine(Alarm(62, from: 2, to: 2)).KnownUntil(28 * 24);

        var events = outcome.Metrics().Events;

        events.MachineMonths.ShouldBe(24.5 / (365.25 / 12), 1e-12);
        events.FalseAlarmsPerMachineMonth.ShouldBe(1 / events.MachineMonths, 1e-12);
    }

    [Fact]
    public void Quantiles_of_lead_times_are_interpolated_as_numpy_does()
    {
        // Alarms 24, 36 and 60 hours ahead: numpy.quantile([24, 36, 60], [.1, .5, .9]) is 26.4, 36, 55.2.
        double[] probabilities = [.. Alarm(20, from: 8, to: 9), .. Alarm(20, from: 7, to: 9), .. Alarm(20, from: 5, to: 9)];

        var leads = Given.Machine(probabilities, [120, 360, 600]).Metrics().Events.LeadTimeHours;

        leads.P10!.Value.ShouldBe(26.4, 1e-9);
        leads.P50.ShouldBe(36);
        leads.P90!.Value.ShouldBe(55.2, 1e-9);
    }

    private static double[] Alarm(int rows, int from, int to) =>
        [.. Enumerable.Range(0, rows).Select(row => row >= from && row <= to ? 0.9 : 0.1)];
}
