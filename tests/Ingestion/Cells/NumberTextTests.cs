using System.Globalization;
using System.Text;
using Presage.Ingestion.Cells;

namespace Presage.Tests.Ingestion.Cells;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("20,5", nameof(NumberForm.Comma), 20.5)]
    [InlineData("1.234,5", nameof(NumberForm.Comma), 1234.5)]
    [InlineData("1.234.567", nameof(NumberForm.Comma), 1234567.0)]
    [InlineData("-1.234", nameof(NumberForm.Comma), -1234.0)]
    [InlineData("1 234,5", nameof(NumberForm.Comma), 1234.5)]
    [InlineData("1\u00A0234,5", nameof(NumberForm.Comma), 1234.5)]
    [InlineData("1\u202F234\u202F567,5", nameof(NumberForm.Comma), 1234567.5)]
    [InlineData("1\u2009234,5", nameof(NumberForm.Comma), 1234.5)]
    [InlineData("1'234,5", nameof(NumberForm.Comma), 1234.5)]
    [InlineData("+1,5E+3", nameof(NumberForm.Comma), 1500.0)]
    [InlineData("\u22121,5", nameof(NumberForm.Comma), -1.5)]
    [InlineData("12", nameof(NumberForm.Comma), 12.0)]
    [InlineData(",5", nameof(NumberForm.Comma), 0.5)]
    [InlineData("1,234.5", nameof(NumberForm.Point), 1234.5)]
    [InlineData("1,234", nameof(NumberForm.Point), 1234.0)]
    [InlineData("1,234,567.25e1", nameof(NumberForm.Point), 12345672.5)]
    [InlineData("1'234.5", nameof(NumberForm.Point), 1234.5)]
    [InlineData("1\u2019234.5", nameof(NumberForm.Point), 1234.5)]
    [InlineData("1 234.5", nameof(NumberForm.Plain), 1234.5)]
    [InlineData("+1.5", nameof(NumberForm.Plain), 1.5)]
    [InlineData("1.234", nameof(NumberForm.Plain), 1.234)]
    public void A_number_of_a_known_form_is_read(string text, string form, double expected)
    {
        Read(text, form, out var value).ShouldBeTrue();

        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("20.5", nameof(NumberForm.Comma))]
    [InlineData("1,234.5", nameof(NumberForm.Comma))]
    [InlineData("1.23,5", nameof(NumberForm.Comma))]
    [InlineData("1.234 567", nameof(NumberForm.Comma))]
    [InlineData("0.123", nameof(NumberForm.Comma))]
    [InlineData("1,2,3", nameof(NumberForm.Comma))]
    [InlineData("20,5", nameof(NumberForm.Point))]
    [InlineData("1,2345", nameof(NumberForm.Point))]
    [InlineData("12,34,567", nameof(NumberForm.Point))]
    [InlineData(",234", nameof(NumberForm.Point))]
    [InlineData("1,234", nameof(NumberForm.Plain))]
    [InlineData("1234 567", nameof(NumberForm.Plain))]
    [InlineData("", nameof(NumberForm.Comma))]
    [InlineData("-", nameof(NumberForm.Comma))]
    [InlineData(",", nameof(NumberForm.Comma))]
    [InlineData("5 %", nameof(NumberForm.Comma))]
    [InlineData("1e999", nameof(NumberForm.Comma))]
    public void What_is_of_another_form_is_refused(string text, string form) => Read(text, form, out _).ShouldBeFalse();

    [Theory]
    [InlineData("de-DE", nameof(NumberForm.Comma))]
    [InlineData("en-US", nameof(NumberForm.Point))]
    public void Any_number_is_read_as_the_library_writes_it(string culture, string form)
    {
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        (format.NumberDecimalSeparator, format.NumberGroupSeparator) = culture == "de-DE" ? (",", ".") : (".", ",");
        var random = new Random(9);
        for (var i = 0; i < 20_000; i++)
        {
            var number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 12));
            var text = number.ToString(random.Next(2) == 0 ? "N6" : "F9", format);

            Read(text, form, out var value).ShouldBeTrue(text);

            BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(double.Parse(text, format)), text);
        }
    }

    private static bool Read(string text, string form, out double value) =>
        NumberText.TryParse(Encoding.UTF8.GetBytes(text), Enum.Parse<NumberForm>(form), out value);
}
