using System.IO.Compression;
using System.Text;
using Presage.Engine;
using Presage.Sources;
using Presage.Sources.Files;
using Presage.Sources.Text;
using Presage.Tests.Harness;

namespace Presage.Tests.Sources.Text;

public sealed class SourceTextsTests : IDisposable
{
    private const int HeadBytes = 1 << 16;

    private readonly TestFolder _folder = new();
    private readonly FileSource _files;
    private readonly SourceTexts _texts;

    public SourceTextsTests()
    {
        SourceTexts.RefuseTruncated();
        var limits = new SourceLimits(10_000_000, 200);
        _files = new FileSource(new AllowedPaths([_folder.Path]), limits);
        _texts = new SourceTexts(new SourceCatalog([_files]), limits);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, bool> Sizes =>
        new MatrixTheoryData<int, bool>([1, 1_000, HeadBytes - 1, HeadBytes, HeadBytes + 1, 300_000], [false, true]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task The_beginning_can_be_looked_at_and_the_text_read_from_any_place_of_it_on(int size, bool isGzip)
    {
        var text = TextOf(size);
        var address = Write(text, isGzip);
        foreach (var offset in new[] { 0, 1, size / 3, size }.Select(offset => Math.Min(offset, HeadBytes)).Distinct())
        {
            using var opened = await OpenAsync(address);
            var rest = await ReadAsync(opened.From(offset));

            opened.IsGzip.ShouldBe(isGzip);
            opened.IsWhole.ShouldBe(size < HeadBytes);
            Encoding.UTF8.GetString(opened.Head.Span).ShouldBe(text[..Math.Min(size, HeadBytes)]);
            rest.ShouldBe(text[offset..]);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_text_can_be_opened_at_any_place(int size, bool isGzip)
    {
        var text = TextOf(size);
        var address = Write(text, isGzip);

        foreach (var offset in new[] { 0, 1, size / 2, size - 1, size }.Distinct())
            (await ReadAsync(await _texts.OpenAtAsync(address, new TextForm(isGzip), offset, Cancellation))).ShouldBe(text[offset..]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_text_in_UTF_16_is_read_as_UTF_8(bool isBigEndian, bool isGzip)
    {
        var coding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        var text = "größe;温度\n" + TextOf(100_000);
        var written = isGzip ? Pack(text, coding) : [.. coding.GetPreamble(), .. coding.GetBytes(text)];
        var address = _folder.Write(isGzip ? "text.txt.gz" : "text.txt", written);

        using var opened = await OpenAsync(address);
        var read = await ReadAsync(opened.From(0));

        opened.IsSequential.ShouldBeTrue();
        read.ShouldBe(text);
        (await ReadAsync(await _texts.OpenAtAsync(address, opened.Form, 10, Cancellation))).ShouldBe(
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes("\uFEFF" + text).AsSpan(10)));
    }

    [Fact]
    public async Task A_name_that_promises_compression_is_held_to_it()
    {
        var address = _folder.Write("plain.csv.gz", "a,b");

        (await Should.ThrowAsync<PresageException>(() => OpenAsync(address))).Code.ShouldBe("not-gzip");
    }

    [Fact]
    public async Task A_compressed_text_that_is_cut_off_is_told()
    {
        var packed = Pack(TextOf(300_000));
        var address = _folder.Write("cut.gz", packed[..^10]);

        using var opened = await OpenAsync(address);

        (await Should.ThrowAsync<PresageException>(() => ReadAsync(opened.From(0)))).Code.ShouldBe("damaged-gzip");
    }

    [Theory]
    [InlineData(30_000_000, 1_000, "file-too-large")]
    [InlineData(50_000_000, 20, "decompression-ratio")]
    public async Task What_unpacks_to_too_much_is_not_unpacked(long bytes, double ratio, string code)
    {
        var texts = new SourceTexts(new SourceCatalog([_files]), new SourceLimits(bytes, ratio));
        var address = _folder.Write("bomb.gz", Pack(new string(' ', 40_000_000)));

        var text = await texts.OpenAtAsync(address, new TextForm(true), 0, Cancellation);

        (await Should.ThrowAsync<PresageException>(() => ReadAsync(text))).Code.ShouldBe(code);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Lines of 200 characters, so that the beginning need not grow to the end of one.</summary>
    private static string TextOf(int size)
    {
        var random = new Random(size);
        return string.Create(size, random, (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = i % 200 == 199 ? '\n' : (char)from.Next('0', 'z');
        });
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return await Task.Run(reader.ReadToEnd, Cancellation);
    }

    private static byte[] Pack(string text, Encoding? coding = null)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write([.. (coding ?? Encoding.Default).GetPreamble(), .. (coding ?? Encoding.Default).GetBytes(text)]);

        return packed.ToArray();
    }

    private async Task<ObjectText> OpenAsync(string address) =>
        await _texts.OpenAsync((await _files.ListAsync(address, _ => true, Cancellation)).Objects.Single(), Cancellation);

    private string Write(string text, bool isGzip) =>
        isGzip ? _folder.Write("text.csv.gz", Pack(text)) : _folder.Write("text.csv", text);
}
