using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Evaluation;

namespace Presage.Tests.Engine.Evaluation;

public sealed class EventJudgeTests
{
    [Fact]
    public void A_failure_with_an_alarm_in_time_is_warned_of_with_its_lead_time() =>
        Failure(above: [10], failure: 132).ShouldBe((FailureVerdict.Warned, 12));

    [Fact]
    public void A_failure_whose_alarm_came_too_late_is_missed() =>
        Failure(above: [10], failure: 131.9).ShouldBe((FailureVerdict.Missed, null));

    [Fact]
    public void A_failure_that_no_row_came_before_in_time_is_not_counted() =>
        Failure(above: [0], failure: 11.9).ShouldBe((FailureVerdict.NotCounted, null));

    [Fact]
    public void A_failure_that_nothing_was_predicted_for_is_not_counted()
    {
        var judge = new EventJudge(Given.Machine([], [24]), 0, Given.One);

        judge.Judge(judge.Failures[0], []).Verdict.ShouldBe(FailureVerdict.NotCounted);
    }

    [Theory]
    [InlineData(132, 1_000, AlarmVerdict.True)]
    [InlineData(132.1, 1_000, AlarmVerdict.False)]
    [InlineData(132.1, 131, AlarmVerdict.Undecided)]
    [InlineData(60, 100, AlarmVerdict.True)]
    public void An_alarm_is_true_false_or_not_decided_yet(double failure, double knownUntil, AlarmVerdict expected)
    {
        // Raised at 24 and recovered at 48: a failure up to 132 makes it true.
        var outcome = Given.Machine(Rows(above: [2]), [failure]).KnownUntil(knownUntil);

        new EventJudge(outcome, 0, Given.One).Judge(outcome.Alarms(0)[0]).ShouldBe(expected);
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
        var alarms = outcome.Alarms(component);
        return (
            alarms.Count(alarm => judge.Judge(alarm) == AlarmVerdict.False),
            judge.Failures.Count(failure => judge.Judge(failure, alarms).Verdict == FailureVerdict.Missed));
    }

    private static (FailureVerdict Verdict, double? LeadTime) Failure(int[] above, double failure)
    {
        var outcome = Given.Machine(Rows(above), [failure]);
        var judge = new EventJudge(outcome, 0, Given.One);

        var judged = judge.Judge(judge.Failures[0], outcome.Alarms(0));
        return (judged.Verdict, judged.LeadTime / (double)UnixTime.Hour);
    }

    private static double[] Rows(int[] above) => [.. Enumerable.Range(0, 20).Select(row => above.Contains(row) ? 0.9 : 0.1)];
}
