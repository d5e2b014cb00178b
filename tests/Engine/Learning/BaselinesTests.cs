using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class BaselinesTests
{
    [Fact]
    public void The_usual_value_is_the_median_of_healthy_rows_or_the_most_frequent_category()
    {
        var data = new Synthetic(101, 1, components: 2, missing: 0);
        for (var r = 0; r < 101; r++)
        {
            data.Values[0][r] = r;
            data.Values[2][r] = r % 3 == 0 ? 1 : r % 5;
            data.Labels[0][r] = r > 50 ? (sbyte)1 : (sbyte)0;
            data.Labels[1][r] = 0;
        }

        var baseline = Baselines.Compute(data.Bin(), data.Labels, [.. Enumerable.Range(0, 101)]);

        baseline[0].Usual.ShouldBe(25);
        baseline[2].Usual.ShouldBe(1);
    }

    [Fact]
    public void Shares_are_those_of_the_values_between_the_edges()
    {
        var data = new Synthetic(3_000, 1);

        var baseline = Baselines.Compute(data.Bin(), data.Labels, [.. Enumerable.Range(0, 3_000)]);

        foreach (var (c, column) in baseline.Index())
        {
            var values = data.Values[c].Where(v => !double.IsNaN(v)).ToArray();
            column.Missing.ShouldBe(1 - values.Length / 3_000.0, 1e-12);
            column.Shares.Length.ShouldBeInRange(1, 20);
            column.Edges.ShouldBe(column.Edges.Distinct().Order());
            var counts = values.CountBy(v => column.Edges.Count(edge => edge < v)).ToDictionary();
            column.Shares.ShouldBe(Enumerable.Range(0, column.Shares.Length).Select(s => (double)counts.GetValueOrDefault(s) / values.Length), 1e-12);
        }

        baseline[0].Shares.Length.ShouldBe(20);
        baseline[0].Shares.ShouldAllBe(s => s > 0.04 && s < 0.06);
        baseline[2].Shares.Length.ShouldBe(5);
    }

    [Fact]
    public void A_column_without_values_has_no_usual_value()
    {
        var data = new Synthetic(10, 1);
        Array.Fill(data.Values[0], double.NaN);

        var baseline = Baselines.Compute(data.Bin(), data.Labels, [.. Enumerable.Range(0, 10)])[0];

        baseline.Usual.ShouldBe(double.NaN);
        baseline.Missing.ShouldBe(1);
        baseline.Shares.ShouldBe([0.0]);
    }

    [Fact]
    public void Where_no_row_is_healthy_all_rows_say_what_is_usual()
    {
        var data = new Synthetic(50, 1, components: 1, missing: 0);
        Array.Fill(data.Labels[0], (sbyte)1);

        Baselines.Compute(data.Bin(), data.Labels, [.. Enumerable.Range(0, 50)])[0].Usual.ShouldBe(data.Values[0].Order().ElementAt(24));
    }
}
