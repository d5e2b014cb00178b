using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Evaluation;

public sealed class EventJudgeTests
{
    [Fact]
    public void A_failure_with_an_alarm_in_time_is_warned_of_with_its_lead_time() =>
        Failure(above: [10], failure: 132).ShouldBe((FailureVerdict.Warned, 12));

    [Fact]
    public void A_failure_whose_alarm_came_too_late_is_missed() =>
        Failure(above: [10], failure: 131.9).ShouldBe((FailureVerdict.Missed, null));

    [Theory]
    [InlineData(11.9, FailureVerdict.NotCounted)] // No row is early enough,
    [InlineData(12, FailureVerdict.Missed)]
    [InlineData(312, FailureVerdict.Missed)] // also after the last row, at 228,
    [InlineData(312.1, FailureVerdict.NotCounted)] // where none is within a horizon of it.
    public void A_failure_counts_where_an_alarm_could_have_come(double failure, FailureVerdict expected) =>
        Failure(above: [], failure).Verdict.ShouldBe(expected);

    [Fact]
    public void A_failure_in_a_gap_between_rows_counts_only_with_a_row_within_its_horizon()
    {
        var outcome = Given.Machine(Given.Rows(2), [90, 120]) with { Times = [0, 500 * UnixTime.Hour] };
        var judge = new EventJudge(outcome, 0, Given.One);

        judge.Failures.Select(failure => judge.Judge(failure, []).Verdict).ShouldAllBe(verdict => verdict == FailureVerdict.NotCounted);
    }

    [Fact]
    public void Rows_of_an_earlier_life_could_not_warn_of_it()
    {
        var observed = new ObservedPeriods([new(0, 50 * UnixTime.Hour, EndsLife: true), new(100 * UnixTime.Hour, 200 * UnixTime.Hour)]);
        var outcome = Given.Machine(Given.Rows(5, 0.9), [110]) with { Observed = observed };
        var judge = new EventJudge(outcome, 0, Given.One);

        judge.Judge(judge.Failures[0], outcome.Alarms(0, AlarmSettings.Default)).Verdict.ShouldBe(FailureVerdict.NotCounted);
    }

    [Fact]
    public void A_failure_that_nothing_was_predicted_for_is_not_counted()
    {
        var judge = new EventJudge(Given.Machine([], [24]), 0, Given.One);

        judge.Judge(judge.Failures[0], []).Verdict.ShouldBe(FailureVerdict.NotCounted);
    }

    [Fact]
    public void Where_the_lead_time_is_not_shorter_than_the_horizon_none_counts()
    {
        var settings = Given.One with { Costs = Given.Costs with { LeadTime = TimeSpan.FromHours(84) } };
        var outcome = Given.Machine(Given.Rows(20, 0.9), [100]);
        var judge = new EventJudge(outcome, 0, settings);

        judge.Judge(judge.Failures[0], outcome.Alarms(0, AlarmSettings.Default)).Verdict.ShouldBe(FailureVerdict.NotCounted);
    }

    [Theory]
    [InlineData(108, 1_000, AlarmVerdict.True)]
    [InlineData(108.1, 1_000, AlarmVerdict.False)]
    [InlineData(108.1, 107.9, AlarmVerdict.Undecided)]
    [InlineData(60, 61, AlarmVerdict.True)]
    public void A_warning_is_true_false_or_not_decided_yet(double failure, double knownUntil, AlarmVerdict expected)
    {
        // Raised at 24: a failure up to 108 makes it true.
        var outcome = Given.Machine(Rows(above: [2]), [failure]).KnownUntil(knownUntil);

        Warnings(outcome).ShouldBe([(24, expected)]);
    }

    [Fact]
    public void An_alarm_that_goes_on_is_judged_anew_each_horizon()
    {
        // Above from 0 to 180, so that it stands until 204: a warning at 0, 84 and 168. The failure at 200 makes the last one true.
        var outcome = Given.Machine([.. Given.Rows(16, 0.9), .. Given.Rows(10)], [200]);

        Warnings(outcome).ShouldBe([(0, AlarmVerdict.False), (84, AlarmVerdict.False), (168, AlarmVerdict.True)]);
    }

    [Fact]
    public void An_alarm_that_ended_before_the_next_horizon_is_not()
    {
        // Above from 0 to 60, recovered at 84.
        var outcome = Given.Machine([.. Given.Rows(6, 0.9), .. Given.Rows(10)]);

        Warnings(outcome).ShouldBe([(0, AlarmVerdict.False)]);
    }

    [Fact]
    public void One_that_is_open_at_the_last_row_is_not_judged_beyond_it()
    {
        // Rows from 0 to 72; the next warning would be at 84.
        var outcome = Given.Machine(Given.Rows(7, 0.9));

        Warnings(outcome).ShouldBe([(0, AlarmVerdict.False)]);
    }

    [Fact]
    public void A_failure_after_the_horizon_of_an_alarm_that_is_over_is_missed()
    {
        // Raised at 24, last above at 60, recovered at 84: it spoke of (24, 108], and said nothing more.
        Failure(above: [2, 3, 4, 5], failure: 108).ShouldBe((FailureVerdict.Warned, 84));
        Failure(above: [2, 3, 4, 5], failure: 109).ShouldBe((FailureVerdict.Missed, null));
    }

    [Fact]
    public void A_failure_after_an_alarm_that_still_stands_is_warned_of()
    {
        // Raised at 24, last above at 96, so that it still stands at 108 and is judged anew.
        Failure(above: [2, 3, 4, 5, 6, 7, 8], failure: 109).ShouldBe((FailureVerdict.Warned, 84));
    }

    [Fact]
    public void What_it_lists_is_what_evaluation_counts() => Prop.ForAll(RandomOutcomes.Fleets.ToArbitrary(), fleet =>
    {
        var part = EvaluationPart.Merge([.. fleet.Select(outcome => EvaluationPart.Of(outcome, Given.Two))]);
        for (var component = 0; component < 2; component++)
        {
            var listed = fleet.Select(outcome => Listed(outcome, component)).ToList();

            listed.Sum(machine => machine.False).ShouldBe(part.Components[component].Events.FalseAlarms);
            listed.Sum(machine => machine.Missed).ShouldBe(
                part.Components[component].Events.Failures - part.Components[component].Events.Warned);
        }
    }).QuickCheckThrowOnFailure();

    private static (long False, long Missed) Listed(MachineOutcome outcome, int component)
    {
        var judge = new EventJudge(outcome, component, Given.Two);
        var alarms = outcome.Alarms(component, AlarmSettings.Default);
        return (
            alarms.SelectMany(judge.Warnings).Count(warning => warning.Verdict == AlarmVerdict.False),
            judge.Failures.Count(failure => judge.Judge(failure, alarms).Verdict == FailureVerdict.Missed));
    }

    private static List<(double Hour, AlarmVerdict Verdict)> Warnings(MachineOutcome outcome)
    {
        var judge = new EventJudge(outcome, 0, Given.One);
        return
        [
            .. outcome.Alarms(0, AlarmSettings.Default).SelectMany(judge.Warnings)
                .Select(warning => (warning.Time / (double)UnixTime.Hour, warning.Verdict)),
        ];
    }

    private static (FailureVerdict Verdict, double? LeadTime) Failure(int[] above, double failure)
    {
        var outcome = Given.Machine(Rows(above), [failure]);
        var judge = new EventJudge(outcome, 0, Given.One);

        var judged = judge.Judge(judge.Failures[0], outcome.Alarms(0, AlarmSettings.Default));
        return (judged.Verdict, judged.LeadTime / (double)UnixTime.Hour);
    }

    private static double[] Rows(int[] above) => [.. Enumerable.Range(0, 20).Select(row => above.Contains(row) ? 0.9 : 0.1)];
}
