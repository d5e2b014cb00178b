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
    public void An_alarm_whose_horizon_is_over_warns_of_nothing()
    {
        // Above at 24, recovered at 48: it spoke of (24, 108].
        var over = Given.Machine(Alarm(20, from: 2, to: 2), [109]).Metrics().Events;
        var inTime = Given.Machine(Alarm(20, from: 2, to: 2), [108]).Metrics().Events;

        (over.Warned, over.FalseAlarms).ShouldBe((0, 1));
        (inTime.Warned, inTime.FalseAlarms).ShouldBe((1, 0));
    }

    [Fact]
    public void A_long_standing_alarm_warns_and_was_false_each_horizon_before()
    {
        // Raised at 12, standing until the failure at 300: warnings at 12, 96, 180 and 264.
        var events = Given.Machine(Alarm(30, from: 1, to: 24), [300]).Metrics().Events;

        (events.Alarms, events.Renewed, events.Decided, events.FalseAlarms).ShouldBe((1, 3, 4, 3));
        (events.Warned, events.LeadTimeHours.P90, events.Precision).ShouldBe((1, 84, 0.25));
        events.Cost.ShouldBe(2_500 + (3 * 500) + (288 / 24 * 50));
    }

    [Fact]
    public void Alarming_always_on_a_machine_that_never_fails_is_wrong_each_horizon_and_never_free()
    {
        // 100 days: warnings every 3.5 days, of which the last is not decided.
        var events = Given.Machine(Given.Rows(200, 0.9)).KnownUntil(199 * 12).Metrics().Events;

        (events.Alarms, events.Renewed, events.Decided, events.Undecided, events.FalseAlarms).ShouldBe((1, 28, 28, 1, 28));
        events.ShareInAlarm.ShouldBe(1);
        events.HoursInAlarm.ShouldBe((199 * 12) - 84);
        events.Saved.ShouldBe(-((28 * 500) + (96 * 50)));
    }

    [Fact]
    public void An_alarm_of_another_component_is_false()
    {
        var other = Given.Machine([Alarm(20, from: 2, to: 2), Given.Rows(20)], [[], [60]]).Metrics().Events;

        (other.FalseAlarms, other.Warned).ShouldBe((1, 0));
    }

    [Fact]
    public void An_alarm_whose_horizon_is_not_observed_is_in_neither_camp_and_its_time_in_none()
    {
        // Raised at 24, recovered at 48: it is decided when 108 is known, and of its time the first moments only when more is.
        var outcome = Given.Machine(Alarm(20, from: 2, to: 2));

        var undecided = outcome.KnownUntil(107).Metrics().Events;
        var decided = outcome.KnownUntil(108).Metrics().Events;
        var later = outcome.KnownUntil(132).Metrics().Events;

        (undecided.Alarms, undecided.Decided, undecided.Undecided, undecided.FalseAlarms).ShouldBe((1, 0, 1, 0));
        (decided.Alarms, decided.Decided, decided.Undecided, decided.FalseAlarms).ShouldBe((1, 1, 0, 1));
        (undecided.HoursInAlarm, decided.HoursInAlarm, later.HoursInAlarm).ShouldBe((0, 0, 24));
    }

    [Fact]
    public void A_replacement_ends_an_alarm_so_that_the_next_is_one_of_its_own()
    {
        var events = Given.Machine(Alarm(20, from: 2, to: 8), replacements: [60]).Metrics().Events;

        (events.Alarms, events.FalseAlarms).ShouldBe((2, 2));
    }

    [Fact]
    public void A_failure_counts_when_a_row_lies_between_a_horizon_and_the_lead_time_before_it()
    {
        // Rows from 0 to 108: from 12 to 192.
        var events = Given.Machine(Given.Rows(10), [11.9, 12, 192, 192.1]).Metrics().Events;

        events.Failures.ShouldBe(2);
    }

    [Fact]
    public void Time_in_alarm_of_two_components_at_once_costs_twice_and_is_one_share()
    {
        // Both stand from 24 to 48; 12 days are known to their horizon.
        double[] alarm = Alarm(25, from: 2, to: 2);
        var events = Given.Machine([alarm, alarm], [[], []]).Metrics().Events;

        events.HoursInAlarm.ShouldBe(48);
        events.ShareInAlarm.ShouldBe(1 / 12.0, 1e-12);
        events.Cost.ShouldBe((2 * 500) + (2 * 50));
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
        // Warned of 120 from 72, missed 252, and a false alarm from 384 to 408: two days and a day in alarm.
        double[] probabilities = [.. Alarm(30, from: 6, to: 9), .. Alarm(30, from: 2, to: 2)];

        var events = Given.Machine(probabilities, [120, 252]).Metrics().Events;

        (events.Failures, events.Warned, events.FalseAlarms).ShouldBe((2, 1, 1));
        events.Cost.ShouldBe(10_000 + 2_500 + 500 + (3 * 50));
        (events.CostWithoutAlarms, events.Saved).ShouldBe((20_000, 6_850));
    }

    [Fact]
    public void False_alarms_are_told_by_the_month_of_time_that_is_decided()
    {
        // 62 rows are 30.5 days; what follows those after 24.5 days is not known when 28 days are known.
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
