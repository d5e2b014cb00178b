using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;
using Presage.Scoring.Alarms;
using Presage.Storage;

namespace Presage.Tests.Scoring;

/// <summary>Rows are twelve hours apart, the first at the beginning of the range.</summary>
public sealed class AlarmEndsTests
{
    private static readonly DateTime From = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void An_alarm_ends_at_the_row_with_which_it_has_recovered() => EndsOf([0.9, 0.9, 0.1, 0.1, 0.1], Raised(0)).ShouldBe([Time(3)]);

    [Fact]
    public void An_alarm_ends_when_its_component_is_repaired() =>
        EndsOf([0.9, 0.9, 0.9], [Raised(0)], repairs: [Time(1).AddHours(3)]).ShouldBe([Time(1).AddHours(3)]);

    [Fact]
    public void An_alarm_ends_with_the_observation_period_that_is_over()
    {
        var over = new Interruptions([], [UnixTime.FromDateTime(Time(1))]);

        Changed([0.9, 0.9, 0.9], [Raised(0)], over).ShouldHaveSingleItem().Ended.ShouldBe(Time(1));
    }

    [Fact]
    public void An_alarm_that_stands_has_no_end() => EndsOf([0.9, 0.9, 0.1], Raised(0)).ShouldBe([null]);

    [Fact]
    public void An_alarm_from_before_the_range_ends_in_it() => EndsOf([0.1, 0.1], Raised(-1)).ShouldBe([Time(1)]);

    [Fact]
    public void Each_of_several_alarms_has_an_end_of_its_own() =>
        EndsOf([0.9, 0.1, 0.1, 0.1, 0.9, 0.1, 0.1], Raised(0), Raised(4)).ShouldBe([Time(2), Time(6)]);

    [Fact]
    public void An_alarm_has_ended_at_the_latest_when_the_next_is_raised() =>
        EndsOf([0.9, 0.9, 0.9, 0.9], Raised(0), Raised(2)).ShouldBe([Time(2), null]);

    [Fact]
    public void An_end_that_the_rows_of_the_range_no_longer_bear_out_is_taken_back() =>
        EndsOf([0.9, 0.9, 0.9, 0.9], Raised(0) with { Ended = Time(2) }).ShouldBe([null]);

    [Fact]
    public void An_end_outside_of_the_range_stays() =>
        EndsOf([0.9, 0.9, 0.9], Raised(-9) with { Ended = From }, Raised(0) with { Ended = Time(9) }).ShouldBe([From, Time(9)]);

    [Fact]
    public void What_is_known_already_is_not_said_again() =>
        Changed([0.9, 0.1, 0.1], [Raised(0) with { Ended = Time(2) }], []).ShouldBeEmpty();

    private static IEnumerable<DateTime?> EndsOf(double[] probabilities, params Alarm[] alarms) => EndsOf(probabilities, alarms, []);

    private static IEnumerable<DateTime?> EndsOf(double[] probabilities, Alarm[] alarms, DateTime[] repairs)
    {
        var changed = Changed(probabilities, alarms, repairs).ToDictionary(alarm => alarm.Time, alarm => alarm.Ended);
        return alarms.Select(alarm => changed.GetValueOrDefault(alarm.Time, alarm.Ended));
    }

    private static IEnumerable<Alarm> Changed(double[] probabilities, Alarm[] alarms, DateTime[] repairs) =>
        Changed(probabilities, alarms, new Interruptions([.. repairs.Select(UnixTime.FromDateTime)], []));

    private static IEnumerable<Alarm> Changed(double[] probabilities, Alarm[] alarms, Interruptions interruptions) => AlarmEnds.Changed(
        alarms,
        [.. probabilities.Select(
            (probability, row) => new Prediction("1", Time(row), [probability], [0.5], null, [], "pump", 1, "r1", "f1"))],
        component: 0, interruptions, AlarmSettings.Default, From, Time(probabilities.Length - 1));

    private static Alarm Raised(int row) => new($"{row}", "march", "1", "comp1", Time(row), 0.9, 0.5, [], "r1");

    private static DateTime Time(int row) => From.AddHours(12 * (row + 1));
}
