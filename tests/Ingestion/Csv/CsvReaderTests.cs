using System.Text;
using Presage.Ingestion.Csv;

namespace Presage.Tests.Ingestion.Csv;

public sealed class CsvReaderTests
{
    private static readonly CsvFormat s_format = new((byte)',', (byte)'\n');

    [Theory]
    [InlineData("a,b,c\n", "a|b|c")]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,b,c\r\n", "a|b|c")]
    [InlineData("a,b,\n", "a|b|")]
    [InlineData(",,x\n", "||x")]
    [InlineData(",,\n# a comment\n , ,\n//another\n\na,b,c\n, ,\n#last", "a|b|c")]
    [InlineData(" a\t, b ,c\n", "a|b|c")]
    [InlineData("\"a\",\"b\",\"c\"\n", "a|b|c")]
    [InlineData("\"a,b\",c,d\n", "a,b|c|d")]
    [InlineData("\"a\"\"b\",\"\",\"\"\"\"\n", "a\"b||\"")]
    [InlineData("\"a\nb\",c,d\n", "a\nb|c|d")]
    [InlineData("a\"b,c\",\"d\"\n", "a\"b|c\"|d")]
    public void Fields_are_told_apart(string text, string expected)
    {
        using var reader = Read(text, s_format);

        reader.Read().ShouldBeTrue();

        string.Join('|', FieldsOf(reader)).ShouldBe(expected);
        reader.IsBroken.ShouldBeFalse();
        reader.Read().ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"a,b,c\nd,e,f\n")]
    [InlineData("\"a\"b,c,d\nd,e,f\n")]
    [InlineData("x,\"a,b\n\"d\",e,f\nd,e,f\n")]
    public void A_quote_that_is_not_closed_as_it_should_be_costs_its_own_line_only(string text)
    {
        using var reader = Read(text, s_format);

        reader.Read().ShouldBeTrue();

        reader.IsBroken.ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.IsBroken.ShouldBeFalse();
        reader.Line.ShouldBe(2);
    }

    [Fact]
    public void Lines_are_counted_over_blank_rows_and_line_ends_within_quotes()
    {
        using var reader = Read("a\n\n  \n\"b\nb\"\nc\n", s_format);

        var lines = new List<long>();
        while (reader.Read())
            lines.Add(reader.Line);

        lines.ShouldBe([1, 4, 6]);
    }

    [Fact]
    public void Carriage_returns_can_end_lines()
    {
        using var reader = Read("a;b\r\"c\rd\";e\r", new CsvFormat((byte)';', (byte)'\r'));

        reader.Read().ShouldBeTrue();
        FieldsOf(reader).ShouldBe(["a", "b"]);
        reader.Read().ShouldBeTrue();
        FieldsOf(reader).ShouldBe(["c\rd", "e"]);
        reader.Read().ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_written_by_the_rules_is_read_back(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, 3).Select(_ => RandomField(random)).ToArray()).ToList();
        var text = string.Concat(rows.Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"")}\"")) + "\r\n"));

        using var reader = Read(text, s_format);
        var read = new List<string[]>();
        while (reader.Read())
            read.Add(FieldsOf(reader));

        read.Select(row => string.Join('|', row))
            .ShouldBe(rows.Select(row => string.Join('|', row.Select(field => field.Trim(' ', '\t', '\r')))));
    }

    [Fact]
    public void A_row_longer_than_the_buffer_is_read()
    {
        var field = new string('x', 900_000);

        using var reader = Read($"{field},b,c\nd,e,f\n", s_format);

        reader.Read().ShouldBeTrue();
        Encoding.UTF8.GetString(reader[0]).ShouldBe(field);
        reader.Read().ShouldBeTrue();
        FieldsOf(reader).ShouldBe(["d", "e", "f"]);
    }

    private static CsvReader Read(string text, CsvFormat format)
    {
        var limits = new TextLimits("text", 1 << 20, long.MaxValue);
        return new CsvReader(new RowReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), long.MaxValue, format, 1, limits), format, 3);
    }

    private static string[] FieldsOf(CsvReader reader)
    {
        var fields = new string[reader.Count];
        for (var column = 0; column < fields.Length; column++)
            fields[column] = Encoding.UTF8.GetString(reader[column]);

        return fields;
    }

    private static string RandomField(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "ab,\"\n\r ;é"[random.Next(9)]));
}
