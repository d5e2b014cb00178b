using Presage.Reporting.Statistics;

namespace Presage.Tests.Reporting.Statistics;

public sealed class StatisticsTests
{
    [Fact]
    public void Separation_is_the_share_of_pairs_in_which_the_second_is_larger()
    {
        var random = new Random(5);
        double[] first = [.. Enumerable.Range(0, 60).Select(_ => (double)random.Next(10))];
        double[] second = [.. Enumerable.Range(0, 40).Select(_ => (double)random.Next(4, 14))];
        var pairs = first.SelectMany(left => second.Select(right => right > left ? 1 : right == left ? 0.5 : 0)).ToList();

        RankSum.Separation(first, second).ShouldBe(pairs.Average(), 1e-12);
        RankSum.Separation([], second).ShouldBe(0.5);
    }

    [Fact]
    public void Correlation_leaves_out_rows_with_a_missing_value()
    {
        double[] left = [1, 2, 3, double.NaN, 5];
        double[] right = [2, 4, 6, 100, 10];

        Pearson.Of(left, right).ShouldBe(1, 1e-12);
        Pearson.Of(left, [.. right.Select(value => -value)]).ShouldBe(-1, 1e-12);
        Pearson.Of([1, 1, 1, 1, 1], right).ShouldBe(double.NaN);
    }
}
