using System.Text;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Planning;
using Presage.Sources;
using Presage.Sources.Files;
using Presage.Sources.Text;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion.Planning;

public sealed class FileCutterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Texts =>
    [
        "h,i\na,b\nc,d\ne,f\n",
        "h,i\r\na,b\r\n\r\nc,d\r\ne,f",
        "h,i\n\"a\nb\",c\n\"d,\"\"\n\n\",e\nf,g\n",
        "h,i\n\"a,b\nc,d\"x\n\"e\",f\ng\"h,i\n",
        "h,i\na,\"b\nc,d\ne,\"f\ng,h\n",
        "h,i\ra,b\r\"c\rc\",d\r",
        "\uFEFFh;i\n\n\na;b\n",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Cut_anywhere_a_file_has_the_same_rows(string text)
    {
        var path = _folder.Write("rows.csv", text);
        var whole = await RowsOfAsync(path, int.MaxValue >> 1);

        for (var bytes = 1; bytes <= Encoding.UTF8.GetByteCount(text); bytes++)
            (await RowsOfAsync(path, bytes)).ShouldBe(whole, $"cut at {bytes} bytes");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Cut_anywhere_any_text_has_the_same_rows(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            var rows = string.Concat(Enumerable.Range(0, 120).Select(_ => "aab\"\",,\n\n\r"[random.Next(10)]));
            var path = _folder.Write("rows.csv", "h,i\n" + rows);
            var whole = await RowsOfAsync(path, int.MaxValue >> 1);

            foreach (var bytes in Enumerable.Range(1, 64))
                (await RowsOfAsync(path, bytes)).ShouldBe(whole, $"text {i} cut at {bytes} bytes");
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<List<string>> RowsOfAsync(string path, int sliceBytes)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var limits = new TextLimits(path, 1 << 20, long.MaxValue);
        var objects = new SourceLimits(long.MaxValue, 200);
        var files = new FileSource(new AllowedPaths([_folder.Path]), objects);
        var texts = new SourceTexts(new SourceCatalog([files]), objects);
        var listed = (await files.ListAsync(path, _ => true, cancellation)).Objects.Single();
        using var table = OpenedTable.Of(await texts.OpenAsync(listed, cancellation), path);
        var rows = new List<string>();
        foreach (var range in FileCutter.Cut(table.Text, table.Head, sliceBytes, limits, cancellation))
        {
            var text = await texts.OpenAtAsync(path, default, range.Offset, cancellation);
            var format = table.Head.Format;
            using var reader = new CsvReader(new RowReader(text, range.Length, format, range.FirstLine, limits), format, 2);
            while (reader.Read())
                rows.Add($"{reader.Line} {reader.IsBroken} {reader.Count} {Encoding.UTF8.GetString(reader.Row)}");
        }

        return rows;
    }
}
