using Presage.Reporting.Charts;

namespace Presage.Tests.Reporting.Charts;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(3, 97, "0 20 40 60 80 100")]
    [InlineData(-0.4, 0.7, "−0.5 0 0.5 1.0")]
    [InlineData(0, 43_000, "0 10 k 20 k 30 k 40 k 50 k")]
    [InlineData(5, 5, "5 6")]
    public void Ticks_stand_at_round_numbers(double minimum, double maximum, string ticks)
    {
        var scale = Scale.Rounded(minimum, maximum, 0, 100);

        string.Join(' ', scale.Ticks.Select(tick => tick.Label)).ShouldBe(ticks);
    }

    [Fact]
    public void Counts_have_no_ticks_between_whole_numbers() =>
        Scale.Rounded(0, 1, 0, 100, smallestStep: 1).Ticks.Select(tick => tick.Label).ShouldBe(["0", "1"]);

    [Fact]
    public void Values_are_mapped_linearly_and_kept_inside_on_demand()
    {
        var scale = Scale.Exact(10, 20, 0, 100);

        scale.At(12.5).ShouldBe(25);
        scale.Within(30).ShouldBe(100);
    }

    [Theory]
    [InlineData(1, "00:00")]
    [InlineData(40, " Jan")]
    [InlineData(700, " 2016")]
    [InlineData(8000, "2020")]
    public void Times_are_labelled_in_the_unit_that_suits_their_range(int days, string label)
    {
        var from = new DateTime(2015, 1, 1, 6, 0, 0, DateTimeKind.Utc);

        var ticks = TimeScale.Over(from, from.AddDays(days)).Ticks;

        ticks.ShouldContain(tick => tick.Label.EndsWith(label));
        ticks.Count.ShouldBeInRange(2, 12);
        ticks.Count(tick => !tick.WideOnly).ShouldBeInRange(2, 6);
    }
}
