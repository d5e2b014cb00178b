using Presage.Reporting.Charts;

namespace Presage.Tests.Reporting.Charts;

public sealed class FormatTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(-4.5678, "−4.57")]
    [InlineData(123.456, "123")]
    [InlineData(45_600, "45,600")]
    public void Numbers_have_three_digits_that_matter(double value, string text) => Format.Number(value).ShouldBe(text);

    [Theory]
    [InlineData(8_761_000, "8.76 M")]
    [InlineData(43_200, "43.2 k")]
    [InlineData(950, "950")]
    public void Large_counts_are_rounded(double value, string text) => Format.Rough(value).ShouldBe(text);

    [Theory]
    [InlineData(0.0, "0 %")]
    [InlineData(0.0004, "< 0.1 %")]
    [InlineData(0.042, "4.2 %")]
    [InlineData(0.42, "42 %")]
    [InlineData(0.997, "99.7 %")]
    [InlineData(1.0, "100 %")]
    public void Shares_are_percent(double share, string text) => Format.Percent(share).ShouldBe(text);

    [Theory]
    [InlineData(0.5, "30 min")]
    [InlineData(36.0, "36 h")]
    [InlineData(84.0, "3.5 days")]
    public void Lengths_of_time_have_a_fitting_unit(double hours, string text) => Format.Hours(hours).ShouldBe(text);

    [Fact]
    public void What_is_unknown_is_a_dash() => Format.Hours(null).ShouldBe(Format.Nothing);
}
