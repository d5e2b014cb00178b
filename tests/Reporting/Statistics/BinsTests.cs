using Presage.Reporting.Statistics;

namespace Presage.Tests.Reporting.Statistics;

public sealed class BinsTests
{
    [Fact]
    public void Every_value_is_counted_once_and_missing_ones_not_at_all()
    {
        var bins = Bins.Rounded(0, 97, 10);

        bins.CountOf([-5, 0, 9.99, 10, 97, 300, double.NaN]).Sum().ShouldBe(6);
        bins.CountOf([10])[1].ShouldBe(1);
    }

    [Fact]
    public void Few_whole_numbers_have_a_bin_each() => Bins.For([[0, 1, 3, 0]], 30).ShouldBe(new Bins(-0.5, 1, 4));

    [Fact]
    public void A_small_group_is_shown_as_far_as_it_reaches_beside_a_large_one()
    {
        double[] large = [.. Enumerable.Range(0, 10_000).Select(i => i / 10_000.0)];
        double[] small = [.. Enumerable.Range(0, 20).Select(i => 4 + (i / 40.0))];

        var bins = Bins.For([large, small], 40);

        bins.Last.ShouldBeGreaterThanOrEqualTo(small[^1]);
    }
}
