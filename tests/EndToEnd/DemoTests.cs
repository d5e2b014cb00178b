using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_runs_from_nothing_and_does_nothing_twice()
    {
        using var workspace = new Workspace();
        string[] demo = ["demo", "--machines", "20", "--days", "180", "--json"];

        var first = (await workspace.RunAsync(demo)).Done().Document;
        var second = (await workspace.RunAsync(demo)).Done().Document;

        first.GetProperty("machines").GetArrayLength().ShouldBe(20);
        File.Exists(first.GetProperty("report").GetString()).ShouldBeTrue();
        first.GetProperty("ingest").GetProperty("run").GetString().ShouldBe(second.GetProperty("ingest").GetProperty("run").GetString());
        first.GetProperty("evaluate").ToString().ShouldBe(second.GetProperty("evaluate").ToString());
    }

    [Fact]
    public async Task Simulating_twice_with_a_seed_gives_the_same_files()
    {
        using var workspace = new Workspace();
        string[] simulate = ["--machines", "3", "--days", "30", "--seed", "7", "--json"];

        var one = (await workspace.RunAsync(["simulate", "one", .. simulate])).Done().Document;
        (await workspace.RunAsync(["simulate", "two", .. simulate])).Done();

        foreach (var file in one.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString()!)))
            File.ReadAllBytes(workspace.PathOf($"one/{file}")).ShouldBe(File.ReadAllBytes(workspace.PathOf($"two/{file}")));
    }
}
