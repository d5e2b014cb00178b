using Presage.Engine.Features;
using Presage.Training.Data;

namespace Presage.Tests.Training;

public sealed class RowSampleTests
{
    [Theory]
    [InlineData(10, 100)]
    [InlineData(10, 3)]
    [InlineData(1_000, 7)]
    public void A_sample_is_every_nth_row_however_the_rows_are_cut_into_parts(int rows, int most)
    {
        var sample = new RowSample(1, rows, most);
        var stride = (rows + most - 1) / most;

        for (var (first, size) = (0, 1); first < rows; first += size, size = Math.Min(size + 2, rows - first))
            sample.Take(first, Rows(first, Math.Min(size, rows - first)));

        var (taken, values) = sample.Where(row => row > 0);
        taken.ShouldBe(Enumerable.Range(1, rows - 1).Where(row => row % stride == 0));
        values[0].ShouldBe(taken.Select(row => (double)row));
        taken.Length.ShouldBeLessThanOrEqualTo(most);
    }

    private static FeatureRows Rows(int first, int count) =>
        new(["1"], new int[count], new long[count], [[.. Enumerable.Range(first, count).Select(row => (double)row)]], []);
}
