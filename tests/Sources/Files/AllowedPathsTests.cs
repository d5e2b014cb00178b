using Presage.Engine;
using Presage.Sources.Files;
using Presage.Tests.Harness;

namespace Presage.Tests.Sources.Files;

public sealed class AllowedPathsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly AllowedPaths _paths;

    public AllowedPathsTests()
    {
        _folder.Write("inside/data/a.csv", "a");
        _folder.Write("inside-not/b.csv", "b");
        _paths = new AllowedPaths([_folder["inside"]]);
    }

    [Theory]
    [InlineData("inside/data/a.csv", "inside/data/a.csv")]
    [InlineData("inside/data/../data/a.csv", "inside/data/a.csv")]
    [InlineData("inside", "inside")]
    [InlineData("inside/not-yet.csv", "inside/not-yet.csv")]
    public void What_lies_inside_is_allowed(string source, string real) =>
        _paths.Resolve(_folder[source]).ShouldBe(RealPath.Of(_folder[real]));

    [Theory]
    [InlineData("inside-not/b.csv")]
    [InlineData("inside/../inside-not/b.csv")]
    [InlineData("inside/../none.csv")]
    [InlineData("/etc/passwd")]
    [InlineData(".")]
    public void What_lies_outside_is_not(string source) => CodeOf(_folder[source]).ShouldBe("source-not-allowed");

    [Fact]
    public void Links_are_followed_before_it_is_judged()
    {
        File.CreateSymbolicLink(_folder["inside/file-out.csv"], _folder["inside-not/b.csv"]);
        File.CreateSymbolicLink(_folder["inside/relative-out.csv"], "../inside-not/b.csv");
        Directory.CreateSymbolicLink(_folder["inside/folder-out"], _folder["inside-not"]);
        File.CreateSymbolicLink(_folder["inside/chain.csv"], "folder-out/b.csv");
        File.CreateSymbolicLink(_folder["inside/within.csv"], "data/a.csv");
        File.CreateSymbolicLink(_folder["outside-in"], _folder["inside"]);

        CodeOf(_folder["inside/file-out.csv"]).ShouldBe("source-not-allowed");
        CodeOf(_folder["inside/relative-out.csv"]).ShouldBe("source-not-allowed");
        CodeOf(_folder["inside/folder-out/b.csv"]).ShouldBe("source-not-allowed");
        CodeOf(_folder["inside/chain.csv"]).ShouldBe("source-not-allowed");
        _paths.Resolve(_folder["inside/within.csv"]).ShouldBe(RealPath.Of(_folder["inside/data/a.csv"]));
        _paths.Resolve(_folder["outside-in/data/a.csv"]).ShouldBe(RealPath.Of(_folder["inside/data/a.csv"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void What_is_no_path_is_told(string source) => CodeOf(source).ShouldBe("unsupported-source");

    public void Dispose() => _folder.Dispose();

    private string CodeOf(string source) => Should.Throw<PresageException>(() => _paths.Resolve(source)).Code;
}
