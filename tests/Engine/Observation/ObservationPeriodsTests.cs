using FsCheck;
using FsCheck.Fluent;
using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Observation;

public class ObservationPeriodsTests
{
    private const long Gap = 10;

    [Fact]
    public void A_machine_is_observed_from_its_first_record_to_its_last() =>
        Of([new(5, 40)], events: [2, 47]).Periods.ShouldBe([new(2, 47)]);

    [Fact]
    public void A_silence_longer_than_the_gap_ends_a_period() =>
        Of([new(0, 20), new(31, 50)], events: [80]).Periods.ShouldBe([new(0, 20), new(31, 50), new(80, 80)]);

    [Fact]
    public void An_event_in_a_silence_keeps_the_machine_observed() =>
        Of([new(0, 20), new(36, 50)], events: [28]).Periods.ShouldBe([new(0, 50)]);

    [Fact]
    public void A_failure_that_is_the_last_record_counts() =>
        Of([new(0, 20)], events: [25], failures: [25], failureEndsLife: true).Periods.ShouldBe([new(0, 25, EndsLife: true)]);

    [Fact]
    public void After_a_failure_another_life_begins()
    {
        var observed = Of([new(0, 50)], events: [20, 50], failures: [20, 20, 50], failureEndsLife: true);

        observed.Periods.ShouldBe([new(0, 20, EndsLife: true), new(21, 50, EndsLife: true)]);
        (observed.LifeEnd(20), observed.LifeEnd(21), observed.LifeEnd(51)).ShouldBe((20, 50, long.MaxValue));
        Of([new(0, 50)], events: [20, 50], failures: [20, 50], failureEndsLife: false).Periods.ShouldBe([new(0, 50)]);
    }

    [Fact]
    public void Nothing_counts_before_a_machine_came_or_after_it_went()
    {
        var records = new MachineRecords([new(0, 50)], [-20, 60], [], Commissioned: 5, Retired: 55);

        ObservationPeriods.Of(records, Gap, failureEndsLife: false).Periods.ShouldBe([new(5, 50)]);
        ObservationPeriods.Of(records with { Retired = 30 }, Gap, failureEndsLife: false).Periods.ShouldBe([new(5, 30)]);
        ObservationPeriods.Of(records with { Commissioned = 70, Retired = null }, Gap, failureEndsLife: false).Periods.ShouldBeEmpty();
    }

    [Fact]
    public void A_machine_without_records_is_never_observed() => Of([], []).Periods.ShouldBeEmpty();

    [Fact]
    public void A_machine_is_present_until_its_next_record_is_due()
    {
        var observed = Of([new(0, 20), new(40, 50)], events: [50], failures: [50], failureEndsLife: true);

        Enumerable.Range(-1, 55).Where(moment => observed.IsPresent(moment, sampling: 3))
            .ShouldBe([.. Enumerable.Range(0, 23), .. Enumerable.Range(40, 11)]);
    }

    [Fact]
    public void Two_records_are_in_one_period_when_no_silence_between_them_is_longer_than_the_gap() => ForAnyRecords(times =>
    {
        var periods = Of(StretchesOf(times), []).Periods;

        periods.Select(period => (period.From, period.To)).ShouldBe(
            StretchesOf(times).Select(stretch => (stretch.First, stretch.Last)));
        times.ShouldAllBe(time => periods.Count(period => period.From <= time && time <= period.To) == 1);
        periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.Second.From - pair.First.To > Gap);
    });

    [Fact]
    public void It_does_not_matter_which_records_are_readings_and_which_are_events() => ForAnyRecords(times =>
    {
        var random = new Random(times.Length);
        var events = times.Where(_ => random.Next(2) == 0).ToArray();

        Of(StretchesOf([.. times.Except(events)]), [.. events.Reverse()]).Periods.ShouldBe(Of(StretchesOf(times), []).Periods);
    });

    [Fact]
    public void Later_records_change_nothing_but_the_end_of_the_last_period() => ForAnyRecords(times =>
    {
        var cut = times[times.Length / 2];
        var before = Of(StretchesOf([.. times.Where(time => time <= cut)]), []).Periods;
        var after = Of(StretchesOf(times), []).Periods;

        after.Take(before.Count - 1).ShouldBe(before.SkipLast(1));
        after[before.Count - 1].From.ShouldBe(before[^1].From);
    });

    [Fact]
    public void Lives_end_with_their_failures_and_cover_what_was_observed() => ForAnyRecords(times =>
    {
        var random = new Random(times.Length);
        var failures = times.Where(_ => random.Next(5) == 0).ToArray();

        var lives = Of(StretchesOf(times), [], failures, failureEndsLife: true);

        lives.Periods.Where(life => life.EndsLife).Select(life => life.To).ShouldBe(failures);
        times.ShouldAllBe(time => lives.Contains(time));
    });

    private static ObservedPeriods Of(
        IReadOnlyList<Stretch> readings, long[] events, long[]? failures = null, bool failureEndsLife = false) =>
        ObservationPeriods.Of(new MachineRecords(readings, events, failures ?? []), Gap, failureEndsLife);

    private static List<Stretch> StretchesOf(long[] times)
    {
        var stretches = new List<Stretch>();
        foreach (var time in times)
            Stretch.Add(stretches, new(time, time), Gap);
        return stretches;
    }

    private static void ForAnyRecords(Action<long[]> check) => Check.QuickThrowOnFailure(Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var time = 0L;
        check([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => time += random.Next(1, 15))]);
    }));
}
