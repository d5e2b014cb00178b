using Presage.Engine.Features;
using Presage.Training.Data;

namespace Presage.Tests.Training;

public sealed class BaselinesTests
{
    private static readonly FeatureColumn Number = new("volt_mean_24h", "volt", "volt 24 h mean", "V");
    private static readonly FeatureColumn Category = new("model", "model", "model", "", ["a", "b", "c"]);

    [Fact]
    public void The_usual_value_is_the_median_of_healthy_rows()
    {
        var baseline = Baselines.Of([Number], [[1, 2, 3, 100, 200, double.NaN]], [true, true, true, false, false, true]).Single();

        baseline.Usual.ShouldBe(2);
        baseline.Missing.ShouldBe(1 / 6.0, 1e-12);
    }

    [Fact]
    public void The_usual_category_is_the_most_frequent() =>
        Baselines.Of([Category], [[2, 1, 2, 0]], [true, true, true, true]).Single().ShouldSatisfyAllConditions(
            baseline => baseline.Usual.ShouldBe(2),
            baseline => baseline.Shares.ShouldBe([0.25, 0.25, 0.5]));

    [Fact]
    public void Twenty_bins_share_the_values_evenly()
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => (double)i)];

        var baseline = Baselines.Of([Number], [values], [.. values.Select(_ => true)]).Single();

        baseline.Edges.Length.ShouldBe(21);
        (baseline.Edges[0], baseline.Edges[^1]).ShouldBe((0, 9_999));
        baseline.Edges.ShouldBeInOrder();
        (baseline.Shares[0], baseline.Shares[^1]).ShouldBe((0.0001, 0));
        baseline.Shares[1..^1].ShouldAllBe(share => Math.Abs(share - 0.05) < 0.001);
        baseline.Shares.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_column_that_is_always_missing_has_no_usual_value() =>
        Baselines.Of([Number], [[double.NaN, double.NaN]], [true, true]).Single().ShouldSatisfyAllConditions(
            baseline => baseline.Usual.ShouldBe(double.NaN), baseline => baseline.Missing.ShouldBe(1));
}
