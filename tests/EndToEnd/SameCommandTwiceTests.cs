using System.Text.Json;
using Presage.Tests.EndToEnd.MongoDb;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>Two schedules give the same command at the same moment: it is one run, and both say what it did.</summary>
public sealed class SameCommandTwiceTests(Plant plant)
{
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public async Task Two_that_ingest_the_same_at_once_say_the_same_as_one_alone(int millisecondsApart)
    {
        using var alone = new Workspace();
        using var workspace = await plant.CopyAsync();
        Directory.Delete(workspace.Data, recursive: true);

        await ShouldSayTheSameAsync(alone, workspace, millisecondsApart);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public async Task Two_that_ingest_the_same_into_MongoDB_at_once_say_the_same_as_one_alone(int millisecondsApart)
    {
        await using var place = await MongoPlace.CreateAsync();
        using var alone = new Workspace();
        using var workspace = new Workspace();
        workspace.Use(place.Options);

        await ShouldSayTheSameAsync(alone, workspace, millisecondsApart);
    }

    private static async Task ShouldSayTheSameAsync(Workspace alone, Workspace workspace, int millisecondsApart)
    {
        string[] command = [.. Plant.Ingest, RealRecords.Twenty, "--json"];
        var expected = FiguresOf((await alone.RunAsync(command)).Done().Document);

        using var first = workspace.Start(command);
        var firstEnd = Workspace.EndAsync(first);
        await Task.Delay(millisecondsApart, TestContext.Current.CancellationToken);
        using var second = workspace.Start(command);
        var documents = new[] { (await firstEnd).Done().Document, (await Workspace.EndAsync(second)).Done().Document };

        documents.Select(document => document.GetProperty("run").GetString()).Distinct().ShouldHaveSingleItem();
        documents.Select(FiguresOf).ShouldAllBe(figures => figures == expected);
    }

    private static string FiguresOf(JsonElement document) => document.GetProperty("sources").GetRawText();
}
