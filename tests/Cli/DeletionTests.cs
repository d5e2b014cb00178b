using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>Nothing is deleted before somebody has seen what will go and agreed to it.</summary>
public sealed class DeletionTests(Plant plant)
{
    [Fact]
    public async Task Where_nobody_can_be_asked_it_says_what_would_go_and_does_nothing()
    {
        using var commandLine = await plant.CopyAsync();

        var refused = await commandLine.RunAsync("datasets delete plant");

        refused.Failed(2, "This would delete the data set plant with 43,220 readings");
        refused.Sentence.ShouldContain("--yes");
        (await commandLine.RunAsync("datasets show plant")).Done();
    }

    [Fact]
    public async Task Beside_a_document_nobody_is_asked()
    {
        using var commandLine = await plant.CopyAsync("y");

        var refused = await commandLine.RunAsync("datasets delete plant --json");

        refused.ExitCode.ShouldBe(2);
        refused.Failure.GetProperty("code").GetString().ShouldBe("not-confirmed");
        refused.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData("maybe")]
    public async Task Whatever_is_not_yes_is_no(string answer)
    {
        using var commandLine = await plant.CopyAsync(answer);

        var declined = await commandLine.RunAsync("datasets delete plant");

        declined.Failed(1, "Nothing was deleted.");
        (await commandLine.RunAsync("datasets show plant")).Done();
    }

    [Theory]
    [InlineData("y")]
    [InlineData("yes")]
    public async Task Whoever_says_yes_loses_the_data_set_and_keeps_the_model(string answer)
    {
        using var commandLine = await plant.CopyAsync(answer);

        var deleted = (await commandLine.RunAsync("datasets delete plant")).Done();

        deleted.Error.ShouldContain("result set march");
        deleted.Out.ShouldContain("Still in the registry: plant@1.");
        (await commandLine.RunAsync("datasets show plant")).Failed(1, "There is no data set 'plant'");
        (await commandLine.RunAsync("predictions march")).Failed(1, "There is no result set 'march'");
        (await commandLine.RunAsync("runs list")).Out.ShouldContain("There are no such runs.");
        (await commandLine.RunAsync("models show plant@1")).Done();
    }

    [Fact]
    public async Task A_script_says_yes_beforehand_and_gets_a_document()
    {
        using var commandLine = await plant.CopyAsync();

        var deleted = (await commandLine.RunAsync("datasets delete plant --yes --json")).Done().Document;

        deleted.GetProperty("readings").GetInt64().ShouldBe(43_220);
        deleted.GetProperty("results")[0].GetProperty("results").GetString().ShouldBe("march");
        deleted.GetProperty("keptModels")[0].GetString().ShouldBe("plant@1");
    }

    [Fact]
    public async Task A_run_goes_and_what_it_made_stays()
    {
        using var commandLine = await plant.CopyAsync();
        var run = (await commandLine.RunAsync("runs list --kind score --json")).Done().FirstRun;

        var deleted = (await commandLine.RunAsync($"runs delete {run} --yes")).Done();

        deleted.Error.ShouldContain("predictions in march, which stay");
        (await commandLine.RunAsync($"runs show {run}")).Failed(1, "There is no run");
        (await commandLine.RunAsync("predictions march")).Done();
    }

    [Fact]
    public async Task Where_no_run_is_old_enough_nobody_is_asked()
    {
        using var commandLine = await plant.CopyAsync();

        (await commandLine.RunAsync("runs delete --older-than 90d")).Done().Out.ShouldContain("There are no such runs.");
    }
}
