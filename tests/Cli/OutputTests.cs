using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>What goes where: the outcome to standard output, everything else to standard error.</summary>
public sealed class OutputTests(Plant plant)
{
    [Fact]
    public async Task Progress_does_not_stand_in_the_way_of_the_outcome()
    {
        using var commandLine = await plant.CopyAsync();

        var words = (await commandLine.RunAsync("evaluate march")).Done();
        var document = (await commandLine.RunAsync("evaluate march --json")).Done();

        words.Error.ShouldContain("evaluate 1/1");
        words.Out.ShouldContain("failures were warned of in time");
        document.Error.ShouldBeEmpty();
        document.Document.GetProperty("results").GetString().ShouldBe("march");
    }

    [Fact]
    public async Task A_failed_run_names_itself_and_the_command_that_goes_on_with_it()
    {
        using var commandLine = await plant.CopyAsync();

        var failed = await commandLine.RunAsync("train plant --from 2017-01-01 --to 2017-03-01 --json");

        failed.ExitCode.ShouldBe(1);
        failed.Failure.GetProperty("code").GetString().ShouldBe("range-outside-data");
        failed.Failure.GetProperty("run").GetString().ShouldStartWith("train-");
        failed.Failure.GetProperty("remedy").GetString()!.ShouldContain("presage datasets show plant");
    }

    [Fact]
    public async Task A_range_that_is_empty_is_refused_before_anything_is_recorded()
    {
        using var commandLine = await plant.CopyAsync();

        (await commandLine.RunAsync("score plant --from 2015-04-01 --to 2015-03-01 --results r")).Failed(2, "is empty");
        (await commandLine.RunAsync("runs list --state failed")).Out.ShouldContain("There are no such runs.");
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused_before_anything_is_recorded()
    {
        using var commandLine = await plant.CopyAsync();

        (await commandLine.RunAsync("score plant --from 2015-03-01 --to 2015-04-01 --results a/b")).Failed(1, "is not a name");
        (await commandLine.RunAsync("runs list --state failed")).Out.ShouldContain("There are no such runs.");
    }
}
