using System.Text;
using Presage.Ingestion;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Inputs;
using Presage.Ingestion.Planning;
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
    public void Cut_anywhere_a_file_has_the_same_rows(string text)
    {
        var path = _folder.Write("rows.csv", text);
        var whole = RowsOf(path, int.MaxValue >> 1);

        for (var bytes = 1; bytes <= Encoding.UTF8.GetByteCount(text); bytes++)
            RowsOf(path, bytes).ShouldBe(whole, $"cut at {bytes} bytes");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Cut_anywhere_any_text_has_the_same_rows(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            var path = _folder.Write("rows.csv", "h,i\n" + string.Concat(Enumerable.Range(0, 120).Select(_ => "aab\"\",,\n\n\r"[random.Next(10)])));
            var whole = RowsOf(path, int.MaxValue >> 1);

            foreach (var bytes in Enumerable.Range(1, 64))
                RowsOf(path, bytes).ShouldBe(whole, $"text {i} cut at {bytes} bytes");
        }
    }

    public void Dispose() => _folder.Dispose();

    private List<string> RowsOf(string path, int sliceBytes)
    {
        var options = new IngestionOptions { AllowedRoots = [_folder.Path], SliceBytes = sliceBytes };
        var files = new InputFiles(new AllowedPaths(options), options);
        var head = FileHead.Read(files, path);
        var rows = new List<string>();
        foreach (var range in new FileCutter(files, options).Cut(path, head, TestContext.Current.CancellationToken))
        {
            var stream = files.OpenTextAt(path, false, range.Offset);
            using var reader = new CsvReader(new RowReader(stream, range.Length, head.Format, range.FirstLine, options.LimitsOf(path)), head.Format, 2);
            while (reader.Read())
                rows.Add($"{reader.Line} {reader.IsBroken} {reader.Count} {Encoding.UTF8.GetString(reader.Row)}");
        }

        return rows;
    }
}
