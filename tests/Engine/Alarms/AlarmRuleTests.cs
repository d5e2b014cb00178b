using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Alarms;

namespace Presage.Tests.Engine.Alarms;

public sealed class AlarmRuleTests
{
    private const double High = 0.9;
    private const double Low = 0.1;

    [Fact]
    public void An_alarm_is_raised_once_while_the_probability_stays_high()
    {
        var alarms = Raise([Low, High, High, High]);

        alarms.ShouldBe([new AlarmEpisode(1, Hours(12), Hours(36), null)]);
    }

    [Fact]
    public void A_probability_exactly_at_the_threshold_raises_an_alarm()
    {
        var alarms = Raise([Low, 0.5, Low]);

        alarms.ShouldHaveSingleItem().Raised.ShouldBe(Hours(12));
    }

    [Fact]
    public void A_dip_shorter_than_the_recovery_time_does_not_end_it()
    {
        var alarms = Raise([High, Low, High, Low]);

        alarms.ShouldBe([new AlarmEpisode(0, 0, Hours(24), null)]);
    }

    [Fact]
    public void It_recovers_at_the_row_that_lies_the_recovery_time_after_the_last_high_one()
    {
        var alarms = Raise([High, Low, Low, High]);

        alarms.ShouldBe([new AlarmEpisode(0, 0, 0, Hours(24)), new AlarmEpisode(3, Hours(36), Hours(36), null)]);
    }

    [Fact]
    public void Where_there_are_no_rows_nothing_recovers()
    {
        var alarms = AlarmRule.Raise([0, Hours(240)], [High, High], [0.5, 0.5], []);

        alarms.ShouldBe([new AlarmEpisode(0, 0, Hours(240), null)]);
    }

    [Fact]
    public void A_repair_ends_it_and_a_row_at_that_very_moment_can_raise_the_next()
    {
        var alarms = Raise([High, High, High], Hours(12));

        alarms.ShouldBe([new AlarmEpisode(0, 0, 0, Hours(12)), new AlarmEpisode(1, Hours(12), Hours(24), null)]);
    }

    [Fact]
    public void A_repair_at_the_moment_it_is_raised_was_before_it()
    {
        var alarms = Raise([High, High], 0);

        alarms.ShouldBe([new AlarmEpisode(0, 0, Hours(12), null)]);
    }

    [Fact]
    public void A_repair_after_the_last_row_ends_it()
    {
        var alarms = Raise([High, High], Hours(18), Hours(100));

        alarms.ShouldBe([new AlarmEpisode(0, 0, Hours(12), Hours(18))]);
    }

    [Fact]
    public void Each_row_is_held_against_its_own_threshold()
    {
        var alarms = AlarmRule.Raise([0, Hours(12)], [0.3, 0.3], [0.4, 0.2], []);

        alarms.ShouldHaveSingleItem().Row.ShouldBe(1);
    }

    [Fact]
    public void An_alarm_that_was_open_before_goes_on_and_is_not_new()
    {
        var alarms = AlarmRule.Raise([Hours(12), Hours(24)], [High, Low], [0.5, 0.5], [], AlarmEpisode.OpenSince(0));

        alarms.ShouldBe([new AlarmEpisode(-1, 0, Hours(12), null)]);
        alarms[0].IsNew.ShouldBeFalse();
    }

    [Fact]
    public void It_follows_the_rule_told_step_by_step() => Prop.ForAll(Cases.ToArbitrary(), test =>
    {
        var expected = NaiveAlarmRule.Raise(test.Times, test.Probabilities, test.Thresholds, test.Repairs, AlarmRule.Recovery);

        AlarmRule.Raise(test.Times, test.Probabilities, test.Thresholds, test.Repairs).ShouldBe(expected);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_in_two_calls_raise_the_same_alarms_as_in_one() => Prop.ForAll(
        Cases.ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), AssertSameInTwoCalls).QuickCheckThrowOnFailure();

    [Fact]
    public void Replacements_and_failures_at_one_moment_are_one_repair() =>
        AlarmRule.Repairs([1, 5], [3, 5]).ShouldBe([1, 3, 5]);

    private static Gen<Case> Cases =>
        from rows in Gen.Choose(0, 4).ArrayOf()
        from gaps in Gen.Choose(1, 3).ArrayOf(rows.Length)
        from threshold in Gen.Choose(1, 4)
        from repairs in Gen.Choose(0, 30).ArrayOf()
        select new Case(
            [.. gaps.Select((_, i) => Hours(12 * gaps.Take(i).Sum()))],
            [.. rows.Select(level => level / 4.0)],
            [.. rows.Select(_ => threshold / 4.0)],
            [.. repairs.Select(half => Hours(6 * half)).Distinct().Order()]);

    private static void AssertSameInTwoCalls(Case test, int share)
    {
        var (times, probabilities, thresholds, repairs) = test;
        var whole = AlarmRule.Raise(times, probabilities, thresholds, repairs);
        var cut = times.Length * share / 100;
        var until = cut == 0 ? 0 : times[cut - 1];
        long[] known = [.. repairs.Where(time => time <= until)];

        var first = AlarmRule.Raise(times.AsSpan(..cut), probabilities.AsSpan(..cut), thresholds.AsSpan(..cut), known);
        AlarmEpisode? open = first.Count > 0 && first[^1].IsOpen ? first[^1] with { Row = -1 } : null;
        var second = AlarmRule.Raise(times.AsSpan(cut..), probabilities.AsSpan(cut..), thresholds.AsSpan(cut..), repairs, open);

        first.Concat(second.Where(alarm => alarm.IsNew)).Select(alarm => alarm.Raised).ShouldBe(whole.Select(alarm => alarm.Raised));
        first.Where(alarm => !alarm.IsOpen).Concat(second).Select(alarm => alarm.Ended).ShouldBe(whole.Select(alarm => alarm.Ended));
    }

    private static long Hours(int hours) => hours * UnixTime.Hour;

    private static IReadOnlyList<AlarmEpisode> Raise(double[] probabilities, params long[] repairs) => AlarmRule.Raise(
        [.. probabilities.Select((_, i) => Hours(12 * i))], probabilities, [.. probabilities.Select(_ => 0.5)], repairs);

    private sealed record Case(long[] Times, double[] Probabilities, double[] Thresholds, long[] Repairs);
}
