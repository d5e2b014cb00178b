using Presage.Scoring.Predictions;

namespace Presage.Tests.Scoring;

public sealed class RowHashTests
{
    [Fact]
    public void Equal_rows_have_equal_hashes_and_missing_values_are_all_alike()
    {
        var other = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) ^ 1);

        var hashes = RowHash.Of([[1, 1, 2], [double.NaN, other, double.NaN]], 3);

        double.IsNaN(other).ShouldBeTrue();
        hashes[0].ShouldBe(hashes[1]);
        hashes[0].ShouldNotBe(hashes[2]);
    }

    [Fact]
    public void Rows_that_differ_in_one_bit_or_in_the_order_of_their_values_differ()
    {
        double[] first = [0.1, Math.BitIncrement(0.1), 0.2, -0.0, 0.0];
        double[] second = [0.2, 0.2, 0.1, 0.0, -0.0];

        RowHash.Of([first, second], 5).ShouldBeUnique();
    }

    [Fact]
    public void A_million_different_rows_have_different_hashes()
    {
        double[][] columns =
            [[.. Enumerable.Range(0, 1_000_000).Select(row => (double)(row / 1_000))],
                [.. Enumerable.Range(0, 1_000_000).Select(row => (double)(row % 1_000))]];

        RowHash.Of(columns, 1_000_000).Distinct().Count().ShouldBe(1_000_000);
    }
}
