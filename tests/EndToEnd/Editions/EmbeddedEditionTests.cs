using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Editions;

public sealed class EmbeddedEditionTests
{
    [Theory]
    [InlineData("ml-fast-tree")]
    [InlineData("ml-fast-forest")]
    [InlineData("ml-light-gbm")]
    public async Task An_algorithm_of_the_cluster_edition_is_refused_with_what_to_do(string algorithm)
    {
        using var workspace = new Workspace();

        var told = await workspace.RunAsync([.. Plant.Train, "--algorithm", algorithm]);

        told.Failed(2, $"The algorithm '{algorithm}' is not part of this edition of presage.");
        told.Failed(2, "Build presage with -p:Edition=cluster");
        Directory.Exists(workspace.Data).ShouldBeFalse();
    }
}
