using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

public sealed class ColumnBundleTests
{
    private const int Rows = 500;

    [Fact]
    public void Sums_of_a_bundle_give_the_sums_of_its_columns()
    {
        var random = new Xoshiro256(1);
        int[] bins = [2, 200, 3, 4, 21, 2, 255, 1, 5];
        byte[][] columns =
            [.. bins.Select((count, c) => Enumerable.Range(0, Rows).Select(_ => Bin(count, isMissing: c % 2 == 0)).ToArray())];
        var mapper = Mapper(bins);
        int[] informative = [.. Enumerable.Range(0, bins.Length)];

        var bundles = ColumnBundle.Pack(columns, informative, Rows, mapper, threads: 2);

        bundles.SelectMany(bundle => bundle.Columns).Order().ShouldBe(informative);
        bundles.Length.ShouldBeLessThan(bins.Length);
        foreach (var bundle in bundles)
        {
            var sums = SumsOf(bundle.Codes);
            for (var member = 0; member < bundle.Columns.Count; member++)
                bundle.SumsOf(member, sums, new RowSums[256]).ToArray().ShouldBe(SumsOf(columns[bundle.Columns[member]]));
        }

        byte Bin(int count, bool isMissing) => isMissing && random.NextBelow(5) == 0 ? BinMapper.Missing : (byte)random.NextBelow(count);
    }

    [Fact]
    public void A_column_with_many_bins_is_a_bundle_by_itself_and_nothing_is_copied()
    {
        byte[][] columns = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Rows).Select(row => (byte)(row % 200)).ToArray())];

        var bundles = ColumnBundle.Pack(columns, [0, 1], Rows, Mapper([200, 200]), threads: 1);

        bundles.Select(bundle => bundle.Codes).ShouldBe(columns);
    }

    private static RowSums[] SumsOf(byte[] codes)
    {
        var sums = new RowSums[256];
        for (var row = 0; row < Rows; row++)
            sums[codes[row]] += new RowSums(row + 1, row * row - 1_000);
        return sums;
    }

    private static BinMapper Mapper(int[] bins) => new(
        [.. bins.Select((_, c) => new FeatureColumn($"{c}", $"{c}", $"{c}", ""))],
        [.. bins.Select(count => Enumerable.Range(0, count - 1).Select(i => (double)i).Append(double.PositiveInfinity).ToArray())],
        [.. bins.Select(count => new double[count])]);
}
