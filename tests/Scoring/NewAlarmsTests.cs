using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;
using Presage.Scoring.Alarms;

namespace Presage.Tests.Scoring;

public sealed class NewAlarmsTests
{
    private const long From = 0;

    [Fact]
    public void The_first_row_at_its_threshold_raises_an_alarm() => Raise([0.1, 0.5, 0.9]).ShouldBe([1]);

    [Fact]
    public void An_alarm_that_stood_before_the_range_is_not_raised_again() =>
        Raise([0.9, 0.9, 0.9], raised: [-12 * UnixTime.Hour]).ShouldBeEmpty();

    [Fact]
    public void A_machine_that_has_recovered_since_its_alarm_can_raise_the_next() =>
        Raise([0.1, 0.1, 0.1, 0.9], raised: [-12 * UnixTime.Hour]).ShouldBe([3]);

    [Fact]
    public void A_component_that_was_repaired_since_its_alarm_can_raise_the_next() =>
        Raise([0.9, 0.9], raised: [-12 * UnixTime.Hour], repairs: [1]).ShouldBe([0]);

    [Fact]
    public void An_alarm_of_an_earlier_scoring_of_the_range_is_not_raised_again() =>
        Raise([0.1, 0.9, 0.9], raised: [Time(1)]).ShouldBeEmpty();

    [Fact]
    public void An_alarm_that_comes_earlier_when_a_range_is_scored_again_is_the_same_alarm() =>
        Raise([0.9, 0.9, 0.9], raised: [Time(2)]).ShouldBeEmpty();

    [Fact]
    public void An_alarm_that_comes_a_little_later_when_a_range_is_scored_again_is_the_same_alarm() =>
        Raise([0.1, 0.1, 0.9], raised: [Time(1)]).ShouldBeEmpty();

    [Fact]
    public void An_alarm_that_comes_much_later_when_a_range_is_scored_again_is_another() =>
        Raise([0.1, 0.1, 0.1, 0.1, 0.9], raised: [Time(0)]).ShouldBe([4]);

    [Fact]
    public void A_delayed_alarm_counts_the_rows_before_the_range() => NewAlarms.Of(
        [-Time(0), Time(0), Time(1)], [0.9, 0.9, 0.9], [0.5, 0.5, 0.5], Interruptions.None, new AlarmSettings { OnDelay = 2 }, [], From)
        .ShouldBe([1]);

    [Fact]
    public void A_delayed_alarm_is_raised_by_the_last_of_its_rows() =>
        Raise([0.9, 0.1, 0.9, 0.9], settings: new AlarmSettings { OnDelay = 2 }).ShouldBe([3]);

    [Fact]
    public void An_alarm_that_hysteresis_keeps_up_is_not_raised_again() => Raise(
        [0.45, 0.45, 0.45, 0.9], raised: [-12 * UnixTime.Hour], settings: new AlarmSettings { Hysteresis = 0.2 }).ShouldBeEmpty();

    private static IEnumerable<int> Raise(
        double[] probabilities, long[]? raised = null, long[]? repairs = null, AlarmSettings? settings = null) => NewAlarms.Of(
        [.. probabilities.Select((_, row) => Time(row))], probabilities, [.. probabilities.Select(_ => 0.5)],
        new Interruptions(repairs ?? [], []), settings ?? AlarmSettings.Default, raised ?? [], From);

    private static long Time(int row) => (row + 1) * 12 * UnixTime.Hour;
}
