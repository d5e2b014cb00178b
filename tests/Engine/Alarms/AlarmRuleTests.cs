using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

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
        var alarms = AlarmRule.Raise([0, Hours(240)], [High, High], [0.5, 0.5], Interruptions.None, AlarmSettings.Default);

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
        var alarms = AlarmRule.Raise([0, Hours(12)], [0.3, 0.3], [0.4, 0.2], Interruptions.None, AlarmSettings.Default);

        alarms.ShouldHaveSingleItem().Row.ShouldBe(1);
    }

    [Fact]
    public void An_alarm_that_was_open_before_goes_on_and_is_not_new()
    {
        var alarms = AlarmRule.Raise(
            [Hours(12), Hours(24)], [High, Low], [0.5, 0.5], Interruptions.None, AlarmSettings.Default, AlarmEpisode.OpenSince(0));

        alarms.ShouldBe([new AlarmEpisode(-1, 0, Hours(12), null)]);
        alarms[0].IsNew.ShouldBeFalse();
    }

    [Fact]
    public void With_an_on_delay_the_last_of_so_many_consecutive_rows_raises_it()
    {
        var alarms = Raise([High, Low, High, High, Low], new AlarmSettings { OnDelay = 2 });

        alarms.ShouldBe([new AlarmEpisode(3, Hours(36), Hours(36), null)]);
    }

    [Fact]
    public void Rows_before_and_after_a_repair_are_not_consecutive() =>
        Raise([High, High, High], new AlarmSettings { OnDelay = 2 }, Hours(12))
            .ShouldBe([new AlarmEpisode(2, Hours(24), Hours(24), null)]);

    [Fact]
    public void Rows_before_and_after_the_end_of_a_period_are_not_consecutive() =>
        Raise([High, High, High], new AlarmSettings { OnDelay = 2 }, new Interruptions([], [Hours(6)]))
            .ShouldBe([new AlarmEpisode(2, Hours(24), Hours(24), null)]);

    [Fact]
    public void With_hysteresis_a_row_a_little_below_its_threshold_keeps_it_up_and_raises_none()
    {
        var alarms = Raise([0.45, High, 0.45, 0.45, 0.39, 0.39], new AlarmSettings { Hysteresis = 0.2 });

        alarms.ShouldBe([new AlarmEpisode(1, Hours(12), Hours(36), Hours(60))]);
    }

    [Fact]
    public void Without_a_time_to_recover_it_recovers_at_the_first_row_below() =>
        Raise([High, Low, High], new AlarmSettings { Recovery = TimeSpan.Zero })
            .ShouldBe([new AlarmEpisode(0, 0, 0, Hours(12)), new AlarmEpisode(2, Hours(24), Hours(24), null)]);

    [Fact]
    public void The_end_of_an_observation_period_ends_it_and_a_row_at_that_very_moment_belongs_to_it()
    {
        var alarms = Raise([High, High, High], AlarmSettings.Default, new Interruptions([], [Hours(12)]));

        alarms.ShouldBe([new AlarmEpisode(0, 0, Hours(12), Hours(12)), new AlarmEpisode(2, Hours(24), Hours(24), null)]);
    }

    [Fact]
    public void Only_periods_that_are_over_end_it()
    {
        var observed = new ObservedPeriods([new ObservedPeriod(0, 10), new ObservedPeriod(20, 30)]);
        var life = new ObservedPeriods([new ObservedPeriod(0, 10, EndsLife: true)]);

        Interruptions.Of([], [], observed).PeriodEnds.ShouldBe([10]);
        Interruptions.Of([], [], life).PeriodEnds.ShouldBe([10]);
    }

    [Fact]
    public void It_follows_the_rule_told_step_by_step() => Prop.ForAll(Cases.ToArbitrary(), test =>
    {
        var expected = NaiveAlarmRule.Raise(test.Times, test.Probabilities, test.Thresholds, test.Interruptions, test.Settings);

        AlarmRule.Raise(test.Times, test.Probabilities, test.Thresholds, test.Interruptions, test.Settings).ShouldBe(expected);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_in_two_calls_raise_the_same_alarms_as_in_one() => Prop.ForAll(
        Cases.ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), AssertSameInTwoCalls).QuickCheckThrowOnFailure();

    [Fact]
    public void Replacements_and_failures_at_one_moment_are_one_repair() =>
        Interruptions.Of([1, 5], [3, 5], ObservedPeriods.Always).Repairs.ShouldBe([1, 3, 5]);

    [Fact]
    public void A_failure_that_ends_a_life_leaves_no_part_that_a_row_at_that_moment_could_speak_of()
    {
        var life = new ObservedPeriods([new ObservedPeriod(0, Hours(12), EndsLife: true)]);

        var alarms = Raise([High, High], AlarmSettings.Default, Interruptions.Of([], [Hours(12)], life));

        alarms.ShouldBe([new AlarmEpisode(0, 0, Hours(12), Hours(12))]);
    }

    private static Gen<Case> Cases =>
        from rows in Gen.Choose(0, 4).ArrayOf()
        from gaps in Gen.Choose(1, 3).ArrayOf(rows.Length)
        from threshold in Gen.Choose(1, 4)
        from repairs in Moments
        from ends in Moments
        from settings in Settings
        select new Case(
            [.. gaps.Select((_, i) => Hours(12 * gaps.Take(i).Sum()))],
            [.. rows.Select(level => level / 4.0)],
            [.. rows.Select(_ => threshold / 4.0)],
            new Interruptions(repairs, ends),
            settings);

    private static Gen<long[]> Moments =>
        Gen.Choose(0, 30).ArrayOf().Select(halves => halves.Select(half => Hours(6 * half)).Distinct().Order().ToArray());

    private static Gen<AlarmSettings> Settings =>
        from delay in Gen.Choose(1, 3)
        from hysteresis in Gen.Choose(0, 2)
        from recovery in Gen.Choose(0, 3)
        select new AlarmSettings
        {
            OnDelay = delay,
            Hysteresis = hysteresis / 4.0,
            Recovery = TimeSpan.FromHours(12 * recovery),
        };

    /// <summary>What goes over from one call to the next is the alarm that is open; an on-delay needs the rows before as well.</summary>
    private static void AssertSameInTwoCalls(Case test, int share)
    {
        var (times, probabilities, thresholds, interruptions, several) = test;
        var settings = several with { OnDelay = 1 };
        var whole = AlarmRule.Raise(times, probabilities, thresholds, interruptions, settings);
        var cut = times.Length * share / 100;
        var until = cut == 0 ? 0 : times[cut - 1];
        var known = new Interruptions(
            [.. interruptions.Repairs.Where(time => time <= until)], [.. interruptions.PeriodEnds.Where(time => time < until)]);

        var first = AlarmRule.Raise(times.AsSpan(..cut), probabilities.AsSpan(..cut), thresholds.AsSpan(..cut), known, settings);
        AlarmEpisode? open = first.Count > 0 && first[^1].IsOpen ? first[^1] with { Row = -1 } : null;
        var second = AlarmRule.Raise(
            times.AsSpan(cut..), probabilities.AsSpan(cut..), thresholds.AsSpan(cut..), interruptions, settings, open);

        first.Concat(second.Where(alarm => alarm.IsNew)).Select(alarm => alarm.Raised).ShouldBe(whole.Select(alarm => alarm.Raised));
        first.Where(alarm => !alarm.IsOpen).Concat(second).Select(alarm => alarm.Ended).ShouldBe(whole.Select(alarm => alarm.Ended));
    }

    private static long Hours(int hours) => hours * UnixTime.Hour;

    private static IReadOnlyList<AlarmEpisode> Raise(double[] probabilities, params long[] repairs) =>
        Raise(probabilities, AlarmSettings.Default, repairs);

    private static IReadOnlyList<AlarmEpisode> Raise(double[] probabilities, AlarmSettings settings, params long[] repairs) =>
        Raise(probabilities, settings, new Interruptions(repairs, []));

    private static IReadOnlyList<AlarmEpisode> Raise(double[] probabilities, AlarmSettings settings, Interruptions interruptions) =>
        AlarmRule.Raise(
            [.. probabilities.Select((_, i) => Hours(12 * i))], probabilities, [.. probabilities.Select(_ => 0.5)], interruptions,
            settings);

    private sealed record Case(
        long[] Times, double[] Probabilities, double[] Thresholds, Interruptions Interruptions, AlarmSettings Settings);
}
