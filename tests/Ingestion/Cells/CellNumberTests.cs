using System.Globalization;
using System.Text;
using Presage.Ingestion.Cells;

namespace Presage.Tests.Ingestion.Cells;

public sealed class CellNumberTests
{
    [Theory]
    [InlineData("R")]
    [InlineData("G17")]
    [InlineData("F12")]
    [InlineData("E16")]
    [InlineData("F3")]
    public void A_double_of_any_size_is_read_to_the_last_bit(string format)
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var bits = BitConverter.Int64BitsToDouble(random.NextInt64());
            var value = (i % 2) == 0 ? (random.NextDouble() * 1_000) - 500 : double.IsFinite(bits) ? bits : 0;

            ShouldBeReadAsTheLibraryDoes(value.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Any_digits_are_read_to_the_last_bit()
    {
        var random = new Random(8);
        for (var i = 0; i < 50_000; i++)
        {
            var whole = Digits(random, random.Next(0, 22));
            var decimals = Digits(random, random.Next(whole.Length == 0 ? 1 : 0, 26));
            var sign = random.Next(3) switch { 0 => "-", 1 => "+", _ => "" };
            var exponent = random.Next(4) == 0 ? $"e{random.Next(-40, 40)}" : "";

            ShouldBeReadAsTheLibraryDoes(sign + whole + (decimals.Length > 0 || random.Next(2) == 0 ? "." : "") + decimals + exponent);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740993.0")]
    [InlineData("0.9007199254740993")]
    [InlineData("18446744073709551616")]
    [InlineData("0.0000000000000000000001")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("4.9e-324")]
    [InlineData("1e23")]
    [InlineData("1.")]
    [InlineData(".5")]
    public void Numbers_at_the_edge_are_read_to_the_last_bit(string text) => ShouldBeReadAsTheLibraryDoes(text);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1,5")]
    [InlineData("1 5")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("12a")]
    [InlineData("--1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("1e")]
    public void What_is_no_finite_number_is_refused(string text) =>
        CellNumber.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Theory]
    [InlineData("", true)]
    [InlineData("NaN", true)]
    [InlineData("nan", true)]
    [InlineData("NA", true)]
    [InlineData("N/A", true)]
    [InlineData("NULL", true)]
    [InlineData("None", true)]
    [InlineData("0", false)]
    [InlineData("-", true)]
    [InlineData("nah", false)]
    public void Missing_values_have_their_usual_names(string text, bool isMissing) =>
        CellNumber.IsMissing(Encoding.UTF8.GetBytes(text)).ShouldBe(isMissing);

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));

    private static void ShouldBeReadAsTheLibraryDoes(string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected)
            && double.IsFinite(expected);

        CellNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value).ShouldBe(isNumber, text);

        if (isNumber)
            BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(expected), text);
    }
}
