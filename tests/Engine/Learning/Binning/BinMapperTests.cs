using FsCheck;
using FsCheck.Fluent;
using Presage.Engine.Features;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class BinMapperTests
{
    private static readonly FeatureColumn Number = new("x", "x", "x", "");

    [Fact]
    public void Few_distinct_values_are_cut_at_their_midpoints()
    {
        var mapper = Fit([3, 1, 1, double.NaN, 2, 10]);

        mapper.BinCount(0).ShouldBe(4);
        Enumerable.Range(0, 4).Select(b => (float)mapper.UpperBound(0, b)).ShouldBe([1.5f, 2.5f, 6.5f, float.PositiveInfinity]);
        Enumerable.Range(0, 4).Select(b => mapper.Representative(0, b)).ShouldBe([1.0, 2.0, 3.0, 10.0]);
    }

    [Fact]
    public void Many_values_are_cut_into_bins_of_about_equal_frequency()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => Math.Exp(i / 1_000.0)).ToArray();

        var mapper = Fit(values, 50);

        mapper.BinCount(0).ShouldBe(50);
        values.CountBy(v => mapper.Bin(0, v)).ShouldAllBe(bin => bin.Value >= 190 && bin.Value <= 210);
    }

    [Fact]
    public void A_frequent_value_has_a_bin_of_its_own_and_leaves_the_others_theirs()
    {
        var values = Enumerable.Range(0, 1_000).Select(i => i < 900 ? 0.0 : i).ToArray();

        var mapper = Fit(values, 11);

        mapper.BinCount(0).ShouldBe(11);
        values.Count(v => mapper.Bin(0, v) == 0).ShouldBe(900);
        values.Where(v => v > 0).CountBy(v => mapper.Bin(0, v)).ShouldAllBe(bin => bin.Value == 10);
    }

    [Fact]
    public void Missing_values_have_the_last_bin()
    {
        Fit([1, 2]).Bin(0, double.NaN).ShouldBe(BinMapper.Missing);
        Fit([double.NaN, double.NaN]).Bin(0, double.NaN).ShouldBe(BinMapper.Missing);
    }

    [Fact]
    public void A_column_without_values_has_one_bin_for_all_that_come_later()
    {
        var mapper = Fit([double.NaN]);

        mapper.BinCount(0).ShouldBe(1);
        mapper.Bin(0, -5).ShouldBe((byte)0);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 255)]
    [InlineData(-1, 255)]
    [InlineData(0.5, 255)]
    [InlineData(double.NaN, 255)]
    [InlineData(double.PositiveInfinity, 255)]
    public void A_category_is_its_own_bin_and_an_unknown_one_is_missing(double value, int bin)
    {
        var mapper = BinMapper.Fit([Number with { Categories = ["a", "b", "c"] }], [[0, 1]]);

        mapper.Bin(0, value).ShouldBe((byte)bin);
    }

    [Fact]
    public void Categories_beyond_the_bins_are_missing()
    {
        var mapper = BinMapper.Fit([Number with { Categories = [.. Enumerable.Range(0, 300).Select(i => $"{i}")] }], [[0, 1]]);

        mapper.BinCount(0).ShouldBe(255);
        mapper.Bin(0, 254).ShouldBe((byte)254);
        mapper.Bin(0, 255).ShouldBe(BinMapper.Missing);
    }

    [Fact]
    public void A_value_lies_in_the_first_bin_whose_upper_bound_is_not_below_it() =>
        Properties.Hold(Prop.ForAll(Samples, sample =>
        {
            var mapper = Fit(sample.Values, sample.MaxBins);
            var first = Enumerable.Range(0, mapper.BinCount(0)).First(b => sample.Probe <= mapper.UpperBound(0, b));
            return mapper.Bin(0, sample.Probe) == first;
        }));

    [Fact]
    public void Bins_ascend_with_values_and_equal_values_share_one() =>
        Properties.Hold(Prop.ForAll(Samples, sample =>
        {
            var mapper = Fit(sample.Values, sample.MaxBins);
            var sorted = sample.Values.Where(v => !double.IsNaN(v)).Order().ToArray();
            return mapper.BinCount(0) <= sample.MaxBins
                && sorted.Zip(sorted.Skip(1)).All(pair => mapper.Bin(0, pair.First) <= mapper.Bin(0, pair.Second))
                && (sorted.Select(v => (float)v).Distinct().Count() > sample.MaxBins
                    || sorted.Select(v => (float)v).Distinct().Count() == sorted.Select(v => mapper.Bin(0, v)).Distinct().Count());
        }));

    [Fact]
    public void A_value_lies_where_its_float32_lies() =>
        Properties.Hold(Prop.ForAll(Samples, sample =>
        {
            var mapper = Fit(sample.Values, sample.MaxBins);
            var bounds = Enumerable.Range(0, mapper.BinCount(0)).Select(b => mapper.UpperBound(0, b)).ToArray();
            var probes = sample.Values.Append(sample.Probe)
                .Concat(bounds.SelectMany(bound => new[] { Math.BitDecrement(bound), bound, Math.BitIncrement(bound) }));
            return probes.All(value => mapper.Bin(0, value) == mapper.Bin(0, (float)value))
                && bounds[..^1].All(bound => (float)bound < (float)Math.BitIncrement(bound));
        }));

    [Fact]
    public void Values_that_float32_does_not_tell_apart_share_a_bin()
    {
        var values = Enumerable.Range(0, 13).Select(i => -2e-5 + (i * 4e-21)).ToArray();
        values.Distinct().Count().ShouldBe(13);

        Fit(values).BinCount(0).ShouldBe(1);
        Fit([.. values, 1]).BinCount(0).ShouldBe(2);
    }

    [Fact]
    public void Every_bin_holds_a_value_of_the_sample_and_its_representative() =>
        Properties.Hold(Prop.ForAll(Samples, sample =>
        {
            var mapper = Fit(sample.Values, sample.MaxBins);
            var used = sample.Values.Where(v => !double.IsNaN(v)).Select(v => (int)mapper.Bin(0, v)).Distinct().Order();
            return sample.Values.All(double.IsNaN)
                || (used.SequenceEqual(Enumerable.Range(0, mapper.BinCount(0)))
                    && used.All(b => !sample.Values.All(double.IsFinite) || mapper.Bin(0, mapper.Representative(0, b)) == b));
        }));

    [Fact]
    public void A_matrix_filled_in_parts_is_the_matrix_filled_at_once()
    {
        var data = new Synthetic(100, 5);
        var whole = data.Bin();
        var parts = new BinnedMatrix(whole.Mapper, 100);

        parts.Fill(60, [.. data.Values.Select(v => v[60..])]);
        parts.Fill(0, [.. data.Values.Select(v => v[..60])]);

        for (var c = 0; c < data.Values.Length; c++)
            parts.Column(c).SequenceEqual(whole.Column(c)).ShouldBeTrue();
    }

    /// <summary>Any doubles, with ties among them, and neighbours.</summary>
    private static Arbitrary<Sample> Samples { get; } =
        (from values in Gen.OneOf(
             ArbMap.Default.GeneratorFor<double>(), Gen.Choose(-5, 5).Select(i => (double)i),
             Gen.Choose(-40, 40).Select(i => 170.8 + (i * Math.ScaleB(1, -19)))).NonEmptyListOf()
         from probe in Gen.OneOf(ArbMap.Default.GeneratorFor<double>(), Gen.Elements<double>(values)).Select(d => double.IsNaN(d) ? 0 : d)
         from maxBins in Gen.Choose(2, 12)
         select new Sample([.. values], probe, maxBins)).ToArbitrary();

    private static BinMapper Fit(double[] values, int maxBins = 255) => BinMapper.Fit([Number], [values], maxBins);

    private sealed record Sample(double[] Values, double Probe, int MaxBins);
}
