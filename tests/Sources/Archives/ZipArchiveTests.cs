using System.IO.Compression;
using System.Text;
using Presage.Engine;
using Presage.Sources;
using Presage.Sources.Files;
using Presage.Tests.Harness;

namespace Presage.Tests.Sources.Archives;

public sealed class ZipArchiveTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_lies_in_an_archive_is_listed_under_its_name_and_read_from_any_place()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i}\n"));
        Write("in/all.zip", ("2024/a.csv", text), ("b.csv", "b"), ("plan.pdf", "p"), ("__MACOSX/._b.csv", "x"), ("folder/", ""));
        var source = Source();

        var (listed, others) = await ListAsync(source, "in");

        listed.Select(item => (item.Name, item.Path, item.IsSequential)).ShouldBe(
            [("all.zip/2024/a.csv", "in/all.zip/2024/a.csv", true), ("all.zip/b.csv", "in/all.zip/b.csv", true)]);
        others.Select(other => other.Name).ShouldBe(["all.zip/plan.pdf"]);
        foreach (var offset in new[] { 0, 1, 70_000 })
            (await ReadAsync(source, listed[0].Address, offset)).ShouldBe(text[offset..]);
        (await source.FingerprintAsync(listed[0].Address, Cancellation)).ShouldBe(listed[0].Fingerprint);
    }

    [Fact]
    public async Task An_archive_can_be_named_and_so_can_what_lies_in_it()
    {
        Write("in/all.zip", ("a.csv", "a"), ("b.csv", "b"));

        (await ListAsync(Source(), "in/all.zip")).Objects.Select(item => item.Name).ShouldBe(["all.zip/a.csv", "all.zip/b.csv"]);
        var one = (await ListAsync(Source(), "in/all.zip/b.csv")).Objects.ShouldHaveSingleItem();
        (one.IsNamed, one.IsSequential).ShouldBe((true, true));
        (await ReadAsync(Source(), one.Address, 0)).ShouldBe("b");
        (await Should.ThrowAsync<PresageException>(() => ReadAsync(Source(), one.Address + "x", 0))).Code.ShouldBe("missing-file");
    }

    [Fact]
    public async Task An_archive_in_an_archive_is_told_and_not_opened()
    {
        Write("in/all.zip", ("inner.zip", "PK"), ("a.csv", "a"));

        (await ListAsync(Source(), "in")).Others.ShouldHaveSingleItem().Why!.Code.ShouldBe("archive-in-archive");
    }

    [Fact]
    public async Task An_encrypted_file_is_told()
    {
        var path = Write("in/all.zip", ("a.csv", "a"));
        var bytes = File.ReadAllBytes(path);
        bytes[6] |= 1;
        bytes[IndexOf(bytes, [0x50, 0x4b, 1, 2]) + 8] |= 1;
        File.WriteAllBytes(path, bytes);

        var (listed, others) = await ListAsync(Source(), "in");

        listed.ShouldBeEmpty();
        others.ShouldHaveSingleItem().Why!.Code.ShouldBe("encrypted");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_archive_is_told_and_hides_no_other_file(bool isCut)
    {
        var path = Write("in/all.zip", ("a.csv", string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{i}\n"))));
        _folder.Write("in/b.csv", "b");
        var bytes = File.ReadAllBytes(path);
        if (!isCut)
            bytes[600] ^= 0x55;
        File.WriteAllBytes(path, isCut ? bytes[..^30] : bytes);

        var (listed, others) = await ListAsync(Source(), "in");

        listed.Select(item => item.Name).ShouldContain("b.csv");
        if (isCut)
            others.ShouldHaveSingleItem().Why!.Code.ShouldBe("damaged-zip");
        else
            (await Should.ThrowAsync<PresageException>(() => ReadAsync(Source(), listed[0].Address, 0))).Code.ShouldBe("damaged-zip");
    }

    [Theory]
    [InlineData(30_000_000, 1_000, "file-too-large")]
    [InlineData(50_000_000, 20, "decompression-ratio")]
    public async Task What_unpacks_to_too_much_is_not_unpacked(long bytes, double ratio, string code)
    {
        Write("in/all.zip", ("a.csv", new string(' ', 40_000_000)));
        var source = Source(new SourceLimits(bytes, ratio));
        var address = (await ListAsync(source, "in")).Objects.Single().Address;

        (await Should.ThrowAsync<PresageException>(() => ReadAsync(source, address, 0))).Code.ShouldBe(code);
    }

    public void Dispose() => _folder.Dispose();

    private static int IndexOf(byte[] bytes, ReadOnlySpan<byte> part) => bytes.AsSpan().IndexOf(part);

    private static async Task<string> ReadAsync(FileSource source, string address, long offset)
    {
        using var reader = new StreamReader(await source.OpenAsync(address, offset, Cancellation));
        return await Task.Run(reader.ReadToEnd, Cancellation);
    }

    private Task<SourceListing> ListAsync(FileSource source, string path) =>
        source.ListAsync(_folder[path], name => name.EndsWith(".csv", StringComparison.Ordinal), Cancellation);

    private FileSource Source(SourceLimits? limits = null)
    {
        Presage.Sources.Text.SourceTexts.RefuseTruncated();
        return new FileSource(new AllowedPaths([_folder.Path]), limits ?? new SourceLimits(1 << 30, 200));
    }

    private string Write(string name, params (string Name, string Text)[] entries)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (entry, text) in entries)
                using (var stream = archive.CreateEntry(entry).Open())
                    stream.Write(Encoding.UTF8.GetBytes(text));

        return _folder.Write(name, packed.ToArray());
    }
}
