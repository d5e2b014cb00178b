using Presage.Reporting.Charts;

namespace Presage.Tests.Reporting.Charts;

public sealed class ThinningTests
{
    [Fact]
    public void Few_points_are_all_kept()
    {
        Point[] points = [new(0, 1), new(1, 2), new(2, 3)];

        Thinning.MinMax(points, 100).ShouldBe(points);
    }

    [Fact]
    public void Many_points_are_thinned_without_losing_a_peak_or_a_gap()
    {
        var random = new Random(1);
        var points = Enumerable.Range(0, 50_000).Select(i => new Point(i, random.NextDouble())).ToArray();
        points[31_234] = new Point(31_234, 99);
        points[12_345] = new Point(12_345, -99);
        points[40_000] = new Point(40_000, double.NaN);

        var thin = Thinning.MinMax(points, 500);

        thin.Count.ShouldBeLessThan(2_100);
        thin.ShouldContain(points[31_234]);
        thin.ShouldContain(points[12_345]);
        thin.ShouldContain(point => double.IsNaN(point.Y));
        thin.Select(point => point.X).ShouldBeInOrder();
        thin[0].ShouldBe(points[0]);
        thin[^1].ShouldBe(points[^1]);
    }
}
