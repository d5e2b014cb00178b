using Presage.Engine;
using Presage.Sources;
using Presage.Sources.Files;
using Presage.Tests.Harness;

namespace Presage.Tests.Sources.Files;

public sealed class FileSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FileSource _source;

    public FileSourceTests()
    {
        _folder.Write("in/b.csv", "bb");
        _folder.Write("in/a.csv", "a");
        _folder.Write("in/note.md", "about");
        _folder.Write("in/below/c.csv", "c");
        _folder.Write("out/d.csv", "d");
        _source = new FileSource(new AllowedPaths([_folder["in"]]), new SourceLimits(100, 200));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_lists_what_is_wanted_directly_in_it_by_name()
    {
        var listed = await ListAsync("in");

        listed.Select(item => (item.Name, item.IsNamed, item.Fingerprint.Bytes)).ShouldBe([("a.csv", false, 1), ("b.csv", false, 2)]);
        listed.ShouldAllBe(item => item.Address == _folder["in/" + item.Name]);
    }

    [Fact]
    public async Task A_file_is_listed_whatever_its_name_is() =>
        (await ListAsync("in/note.md")).ShouldHaveSingleItem().IsNamed.ShouldBeTrue();

    [Fact]
    public async Task A_link_out_of_the_allowed_folders_is_refused_only_where_it_would_be_read()
    {
        File.CreateSymbolicLink(_folder["in/out.md"], _folder["out/d.csv"]);
        (await ListAsync("in")).Count.ShouldBe(2);

        File.CreateSymbolicLink(_folder["in/out.csv"], _folder["out/d.csv"]);
        (await Should.ThrowAsync<PresageException>(() => ListAsync("in"))).Code.ShouldBe("source-not-allowed");
    }

    [Fact]
    public async Task A_fingerprint_stays_while_the_file_does_and_changes_with_its_size_or_time()
    {
        var before = await FingerprintAsync("in/a.csv");

        (await FingerprintAsync("in/a.csv")).ShouldBe(before);
        _folder.Write("in/a.csv", "aa");
        (await FingerprintAsync("in/a.csv")).ShouldNotBe(before);
        _folder.Write("in/a.csv", "a");
        File.SetLastWriteTimeUtc(_folder["in/a.csv"], before!.ModifiedAt!.Value.AddSeconds(1));
        (await FingerprintAsync("in/a.csv")).ShouldNotBe(before);
    }

    [Fact]
    public async Task What_is_not_there_has_no_fingerprint_and_cannot_be_listed_or_opened()
    {
        (await FingerprintAsync("in/none.csv")).ShouldBeNull();
        (await FingerprintAsync("in/below")).ShouldBeNull();
        (await Should.ThrowAsync<PresageException>(() => ListAsync("in/none.csv"))).Code.ShouldBe("missing-file");
        (await Should.ThrowAsync<PresageException>(() => OpenAsync("in/none.csv"))).Code.ShouldBe("missing-file");
    }

    [Fact]
    public async Task A_file_is_opened_from_an_offset_on()
    {
        _folder.Write("in/a.csv", "0123456789");

        using var text = new StreamReader(await OpenAsync("in/a.csv", 7));

        (await text.ReadToEndAsync(Cancellation)).ShouldBe("789");
    }

    [Fact]
    public async Task What_is_empty_too_large_or_became_a_link_is_not_opened()
    {
        _folder.Write("in/empty.csv", "");
        _folder.Write("in/large.csv", new string('x', 101));
        File.Delete(_folder["in/a.csv"]);
        File.CreateSymbolicLink(_folder["in/a.csv"], _folder["in/b.csv"]);

        (await Should.ThrowAsync<PresageException>(() => OpenAsync("in/empty.csv"))).Code.ShouldBe("empty-file");
        (await Should.ThrowAsync<PresageException>(() => OpenAsync("in/large.csv"))).Code.ShouldBe("file-too-large");
        (await Should.ThrowAsync<PresageException>(() => OpenAsync("in/a.csv"))).Code.ShouldBe("file-changed");
    }

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<SourceObject>> ListAsync(string path) =>
        _source.ListAsync(_folder[path], name => name.EndsWith(".csv", StringComparison.Ordinal), Cancellation);

    private Task<Fingerprint?> FingerprintAsync(string path) => _source.FingerprintAsync(_folder[path], Cancellation);

    private Task<Stream> OpenAsync(string path, long offset = 0) => _source.OpenAsync(_folder[path], offset, Cancellation);
}
