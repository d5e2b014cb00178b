namespace Presage.Tests.Architecture;

public sealed class FolderTests
{
    public static TheoryData<string> Projects { get; } = [.. Repository.Projects.Select(project => project.Path)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_form_no_cycle(string project)
    {
        FolderGraph.Of(Repository.Project(project)).Cycle().ShouldBeNull();
    }

    [Fact]
    public void The_shortest_cycle_is_named()
    {
        var graph = FolderGraph.Of(
            File("X.A", "using Presage.X.B;"), File("X.B", "using Presage.X.C;"), File("X.C", "using Presage.X.A;", "using Presage.X.D;"),
            File("X.D", "Presage.X.C.Some.Thing();"));

        graph.Cycle().ShouldBe("Presage.X.C -> Presage.X.D -> Presage.X.C");
    }

    [Fact]
    public void Using_what_stands_above_or_in_another_project_is_no_cycle()
    {
        var graph = FolderGraph.Of(
            File("X", "using Presage.X.A;"), File("X.A", "using Presage.X.A.B;", "using Presage.Y;"), File("X.A.B", "using System;"));

        graph.Cycle().ShouldBeNull();
    }

    private static SourceFile File(string name, params string[] lines)
    {
        string[] all = [.. lines, $"namespace Presage.{name};"];
        return new SourceFile($"{name}.cs", all, string.Join('\n', all));
    }
}
