using System.Text;
using Presage.Ingestion.Cells;

namespace Presage.Tests.Ingestion.Cells;

public sealed class MissingCellsTests
{
    public static TheoryData<string> Usual =>
    [
        "", "-", "--", "---", ".", "?", "NA", "N/A", "n.a.", "NaN", "nan(ind)", "1.#QNAN", "1.#INF", "-1.#IND", "inf", "-inf", "Infinity",
        "null", "(null)", "<NA>", "None", "nil", "\\N", "#N/A", "#N/A N/A", "#NA", "#NV", "#DIV/0!", "#VALUE!", "#WERT!", "#REF!", "#NUM!",
        "#NAME?", "No Data", "NoData", "Pt Created", "I/O Timeout", "Bad Input", "Shutdown", "Comm Fail", "Configure", "Scan Off",
    ];

    [Theory]
    [MemberData(nameof(Usual))]
    public void What_usually_stands_for_no_value_is_known_in_any_case(string text)
    {
        IsMissing(text).ShouldBeTrue();
        IsMissing(text.ToUpperInvariant()).ShouldBeTrue();
        IsMissing(text.ToLowerInvariant()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Bad")]
    [InlineData("0")]
    [InlineData("-999")]
    [InlineData("nah")]
    [InlineData("on")]
    public void Other_texts_say_something(string text) => IsMissing(text).ShouldBeFalse();

    [Theory]
    [InlineData("Bad", nameof(CellContent.Missing))]
    [InlineData("bad", nameof(CellContent.Missing))]
    [InlineData("-999", nameof(CellContent.Missing))]
    [InlineData("-999.0", nameof(CellContent.Missing))]
    [InlineData("", nameof(CellContent.Missing))]
    [InlineData("-998", nameof(CellContent.Value))]
    [InlineData("good", nameof(CellContent.Unparsable))]
    public void A_scenario_can_list_more_and_numbers(string text, string content)
    {
        var column = new NumberColumn(new ColumnLayout(), new MissingCells(["Bad", "-999"]));

        column.IsPlain.ShouldBeFalse();
        column.Read(Encoding.UTF8.GetBytes(text), out _).ToString().ShouldBe(content);
    }

    [Fact]
    public void Another_unit_is_turned_into_that_of_the_scenario()
    {
        var column = new NumberColumn(new ColumnLayout(NumberForm.Comma, 0.5, -16), new MissingCells(["-999"]));

        column.Read("33,5"u8, out var value).ShouldBe(CellContent.Value);
        value.ShouldBe(0.75);
        column.Read("-999"u8, out _).ShouldBe(CellContent.Missing);
    }

    private static bool IsMissing(string text) => MissingText.Is(Encoding.UTF8.GetBytes(text));
}
