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
    public async Task A_folder_lists_what_is_wanted_in_it_and_below_by_name_and_tells_the_rest()
    {
        var (listed, others) = await LookAsync("in");

        listed.Select(item => (item.Name, item.Path, item.IsNamed, item.Fingerprint.Bytes)).ShouldBe(
        [
            ("a.csv", "in/a.csv", false, 1), ("b.csv", "in/b.csv", false, 2), ("below/c.csv", "in/below/c.csv", false, 1),
        ]);
        listed.ShouldAllBe(item => item.Address == _folder["in/" + item.Name]);
        others.ShouldBe([new PassedOver("note.md", "in/note.md")]);
    }

    [Fact]
    public async Task A_named_file_has_the_path_that_its_folders_make() =>
        (await ListAsync("in/below/c.csv")).ShouldHaveSingleItem().Path.ShouldEndWith("/in/below/c.csv");

    [Theory]
    [InlineData(".hidden.csv")]
    [InlineData(".part-0.csv.crc")]
    [InlineData("_SUCCESS")]
    [InlineData("~$book.csv")]
    [InlineData("Thumbs.db")]
    [InlineData("__MACOSX/x.csv")]
    [InlineData(".git/x.csv")]
    public async Task What_other_programs_leave_is_passed_over_without_a_word(string name)
    {
        _folder.Write("in/" + name, "x");

        var (listed, others) = await LookAsync("in");

        (listed.Count, others.Count).ShouldBe((3, 1));
    }

    [Fact]
    public async Task Folders_are_followed_eight_deep_and_what_lies_deeper_is_told()
    {
        _folder.Write("in/1/2/3/4/5/6/7/8/deep.csv", "x");
        _folder.Write("in/1/2/3/4/5/6/7/8/9/deeper.csv", "x");

        var (listed, others) = await LookAsync("in");

        listed.Select(item => item.Name).ShouldContain("1/2/3/4/5/6/7/8/deep.csv");
        listed.Count.ShouldBe(4);
        others.Select(other => (other.Name, other.Why?.Code)).ShouldContain(("1/2/3/4/5/6/7/8/9", "folder-too-deep"));
    }

    [Fact]
    public async Task Links_in_a_circle_are_told_at_once_and_folders_that_lead_back_are_not_entered_again()
    {
        File.CreateSymbolicLink(_folder["in/x.csv"], "y.csv");
        File.CreateSymbolicLink(_folder["in/y.csv"], "x.csv");
        Directory.CreateSymbolicLink(_folder["in/below/up"], "..");

        var (listed, others) = await LookAsync("in");

        listed.Select(item => item.Name).ShouldBe(["a.csv", "b.csv", "below/c.csv"]);
        others.Where(other => other.Why is not null).Select(other => (other.Name, other.Why!.Code)).ShouldBe(
            [("x.csv", "link-loop"), ("y.csv", "link-loop")]);
        (await Should.ThrowAsync<PresageException>(() => ListAsync("in/x.csv"))).Message.ShouldContain("go round in a circle");
    }

    [Fact]
    public async Task A_link_to_nothing_is_told_as_one()
    {
        File.CreateSymbolicLink(_folder["in/gone.csv"], "annex/object");

        (await LookAsync("in")).Others.Single(other => other.Name == "gone.csv").Why!.Message.ShouldContain("link to a file that is not");
        (await Should.ThrowAsync<PresageException>(() => ListAsync("in/gone.csv"))).Message.ShouldContain("link to a file that is not");
    }

    [Fact]
    public async Task Where_links_may_lead_anywhere_they_keep_their_names()
    {
        File.CreateSymbolicLink(_folder["in/linked.csv"], _folder["out/d.csv"]);
        Directory.CreateSymbolicLink(_folder["in/linked"], _folder["out"]);
        var source = new FileSource(new AllowedPaths([_folder["in"]], followLinks: true), new SourceLimits(100, 200));

        var (listed, _) = await source.ListAsync(_folder["in"], name => name.EndsWith(".csv", StringComparison.Ordinal), Cancellation);

        var linked = listed.Single(item => item.Name == "linked.csv");
        linked.Address.ShouldBe(_folder["in/linked.csv"]);
        (await source.FingerprintAsync(linked.Address, Cancellation)).ShouldBe(linked.Fingerprint);
        using var text = new StreamReader(await source.OpenAsync(linked.Address, 0, Cancellation));
        (await text.ReadToEndAsync(Cancellation)).ShouldBe("d");
        listed.Select(item => item.Name).ShouldContain("linked/d.csv");
        (await Should.ThrowAsync<PresageException>(() => source.ListAsync(_folder["out"], _ => true, Cancellation)))
            .Code.ShouldBe("source-not-allowed");
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/stdin")]
    [InlineData("/proc/cpuinfo")]
    [InlineData("-")]
    public async Task Devices_pipes_and_what_the_system_makes_up_are_told(string path) =>
        (await Should.ThrowAsync<PresageException>(() => _source.ListAsync(path, _ => true, Cancellation))).Code.ShouldBe("no-file");

    [Fact]
    public async Task A_file_is_listed_whatever_its_name_is() =>
        (await ListAsync("in/note.md")).ShouldHaveSingleItem().IsNamed.ShouldBeTrue();

    [Fact]
    public async Task A_link_out_of_the_allowed_folders_is_refused_only_where_it_would_be_read()
    {
        File.CreateSymbolicLink(_folder["in/out.md"], _folder["out/d.csv"]);
        (await LookAsync("in")).Others.ShouldAllBe(other => other.Why == null);

        File.CreateSymbolicLink(_folder["in/out.csv"], _folder["out/d.csv"]);
        var (listed, others) = await LookAsync("in");
        listed.Count.ShouldBe(3);
        others.Single(other => other.Why is not null).Why!.Code.ShouldBe("source-not-allowed");
        (await Should.ThrowAsync<PresageException>(() => ListAsync("in/out.csv"))).Code.ShouldBe("source-not-allowed");
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

    private async Task<IReadOnlyList<SourceObject>> ListAsync(string path) => (await LookAsync(path)).Objects;

    private Task<SourceListing> LookAsync(string path) =>
        _source.ListAsync(_folder[path], name => name.EndsWith(".csv", StringComparison.Ordinal), Cancellation);

    private Task<Fingerprint?> FingerprintAsync(string path) => _source.FingerprintAsync(_folder[path], Cancellation);

    private Task<Stream> OpenAsync(string path, long offset = 0) => _source.OpenAsync(_folder[path], offset, Cancellation);
}
