using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Observation;

public class UnknownRowsTests
{
    private static readonly long[] s_times = [10, 20, 30, 40];

    [Fact]
    public void Rows_of_a_machine_that_was_silent_for_longer_than_the_gap_are_told_from_those_at_the_end_of_what_is_known()
    {
        sbyte[][] labels = [[0, 0, -1, -1], [0, 1, 1, -1]];
        var observed = new ObservedPeriods([new(0, 45)]);

        UnknownRows.Of(s_times, labels, observed, knownUntil: 50, gap: 10).ShouldBe(new UnknownRows(2, 1, 0, 0, 1));
        UnknownRows.Of(s_times, labels, observed, knownUntil: 60, gap: 10).ShouldBe(new UnknownRows(2, 1, 2, 1, 1));
    }

    [Fact]
    public void A_pause_counts_as_silence_whatever_comes_after_it()
    {
        var observed = new ObservedPeriods([new(0, 25), new(40, 60)]);

        UnknownRows.Of(s_times, [[-1, -1, -1, -1]], observed, knownUntil: 60, gap: 10).ShouldBe(new UnknownRows(4, 1, 3, 1, 0));
    }

    [Fact]
    public void Nothing_is_unknown_where_all_is_labelled_and_parts_that_were_not_counted_add_nothing()
    {
        UnknownRows.Of(s_times, [[0, 1, 0, 1]], ObservedPeriods.Always, 100, 10).ShouldBe(UnknownRows.None);
        UnknownRows.Sum([null, new UnknownRows(2, 1, 1, 1, 0), new UnknownRows(3, 1, 0, 0, 2)]).ShouldBe(new UnknownRows(5, 2, 1, 1, 2));
    }
}
