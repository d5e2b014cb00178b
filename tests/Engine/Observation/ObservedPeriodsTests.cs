using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Observation;

public class ObservedPeriodsTests
{
    private static readonly ObservedPeriods s_two = new([new(0, 100), new(200, 300, EndsLife: true)]);

    [Theory]
    [InlineData(0, 100, true)]
    [InlineData(0, 101, false)]
    [InlineData(-1, 50, false)]
    [InlineData(90, 210, false)]
    [InlineData(150, 250, false)]
    [InlineData(200, 300, true)]
    [InlineData(290, 400, true)] // The life ended at 300: nothing of it is left to fail.
    [InlineData(300, 400, false)]
    [InlineData(301, 400, false)]
    public void A_time_is_settled_when_it_is_wholly_observed_or_the_life_ends_in_it(long after, long until, bool expected) =>
        s_two.IsSettled(after, until).ShouldBe(expected);

    [Fact]
    public void What_is_cut_off_is_not_known_and_a_life_that_is_cut_has_not_ended()
    {
        var cut = s_two.CutAt(250);

        cut.End.ShouldBe(250);
        cut.IsSettled(240, 260).ShouldBeFalse();
        s_two.CutAt(300).IsSettled(290, 400).ShouldBeTrue();
        s_two.CutAt(-1).Periods.ShouldBeEmpty();
    }

    [Fact]
    public void Periods_that_overlap_or_run_backwards_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ObservedPeriods([new(0, 100), new(50, 200)]));
        Should.Throw<ArgumentException>(() => new ObservedPeriods([new(100, 0)]));
    }
}
