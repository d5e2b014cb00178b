using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>Result sets, their predictions and alarms, and the models that made them.</summary>
public sealed class ResultTests(Plant plant)
{
    [Fact]
    public async Task A_result_set_is_listed_and_shown_with_what_is_in_it()
    {
        using var commandLine = await plant.CopyAsync();

        var list = (await commandLine.RunAsync("results list --dataset plant --json")).Done().Document;
        var words = (await commandLine.RunAsync("results show march")).Done();
        var shown = (await commandLine.RunAsync("results show march --json")).Done().Document;

        list.GetProperty("results")[0].GetProperty("results").GetString().ShouldBe("march");
        words.Out.ShouldContain("20 machines");
        shown.GetProperty("rows").GetInt64().ShouldBe(1240);
        shown.GetProperty("models")[0].GetString().ShouldBe("plant@1");
    }

    [Fact]
    public async Task Deleting_a_result_set_says_what_would_go_and_goes_on_when_it_is_agreed_to()
    {
        using var commandLine = await plant.CopyAsync();

        (await commandLine.RunAsync("results delete march")).Failed(2, "This would delete the result set march with 1,240 predictions");
        var deleted = (await commandLine.RunAsync("results delete march --yes --json")).Done().Document;

        deleted.GetProperty("rows").GetInt64().ShouldBe(1240);
        (await commandLine.RunAsync("results list")).Out.ShouldContain("There are no result sets yet.");
        (await commandLine.RunAsync("alarms list")).Out.ShouldContain("There are no alarms.");
        (await commandLine.RunAsync("runs list --kind score --json")).Document.GetProperty("runs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_model_is_shown_in_words()
    {
        using var commandLine = await plant.CopyAsync();

        var words = (await commandLine.RunAsync("models show plant")).Done().Out;

        words.ShouldContain("plant@1, the champion");
        words.ShouldContain("Data        plant, 2015-01-01 00:00 to 2015-03-01 00:00");
        words.ShouldContain("Scenario    azure-pdm, preset default, failures within 84h");
        words.ShouldContain("On the test block");
        words.ShouldContain("better than chance");
        words.ShouldNotContain("{");
    }

    [Fact]
    public async Task The_machines_most_at_risk_are_counted_with_the_rest()
    {
        using var commandLine = await plant.CopyAsync();

        var words = (await commandLine.RunAsync("predictions march --top 3")).Done();
        var ranking = (await commandLine.RunAsync("predictions march --top 3 --json")).Done().Document;

        words.Out.ShouldContain($"3 of 20 machines, {ranking.GetProperty("atRisk").GetInt32()} above the threshold");
        ranking.GetProperty("machines").GetArrayLength().ShouldBe(3);
        ranking.GetProperty("total").GetInt32().ShouldBe(20);
    }

    [Fact]
    public async Task One_machine_is_shown_with_the_history_of_its_prediction()
    {
        using var commandLine = await plant.CopyAsync();

        var words = (await commandLine.RunAsync("predictions march --machine 3")).Done();
        var shown = (await commandLine.RunAsync("predictions march --machine 3 --json")).Done().Document;

        words.Out.ShouldContain("Machine 3 at 2015-04-01 00:00");
        shown.GetProperty("revisions")[0].GetProperty("probabilities").EnumerateObject().Count().ShouldBe(4);
        (await commandLine.RunAsync("predictions march --machine 77")).Failed(1, "no prediction of a machine '77'");
    }

    [Fact]
    public async Task Predictions_of_a_range_are_listed_part_by_part()
    {
        using var commandLine = await plant.CopyAsync();
        const string list = "predictions march --machine 3 --from 2015-03-30 --json --most 3";

        var first = (await commandLine.RunAsync(list)).Done().Document;
        var second = (await commandLine.RunAsync($"{list} --after {first.GetProperty("next").GetString()}")).Done().Document;

        first.GetProperty("predictions").GetArrayLength().ShouldBe(3);
        second.GetProperty("predictions").GetArrayLength().ShouldBe(1);
        second.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--machine 3")]
    [InlineData("--from 2015-03-01")]
    [InlineData("--out file.csv")]
    public async Task A_ranking_is_of_all_machines_at_their_latest_time(string other)
    {
        using var commandLine = await plant.CopyAsync();

        (await commandLine.RunAsync($"predictions march --top 3 {other}")).Failed(2, "do not go together");
    }

    [Fact]
    public async Task Alarms_are_listed_and_one_says_what_raised_it()
    {
        using var commandLine = await plant.CopyAsync();
        var list = (await commandLine.RunAsync("alarms list --results march --most 1 --json")).Done().Document;
        var alarm = list.GetProperty("alarms")[0];

        var words = (await commandLine.RunAsync("alarms", "show", alarm.GetProperty("id").GetString()!)).Done();
        var shown = (await commandLine.RunAsync("alarms", "show", alarm.GetProperty("id").GetString()!, "--json")).Done().Document;

        words.Out.ShouldContain("plant@1");
        shown.GetProperty("alarm").GetProperty("run").GetString()!.ShouldStartWith("score-");
        shown.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
        (await commandLine.RunAsync("alarms list --state loud")).Failed(2, "open, ended");
        (await commandLine.RunAsync("alarms show nothing")).Failed(1, "presage alarms list");
    }

    [Fact]
    public async Task A_model_that_is_needed_is_not_deleted_and_the_first_champion_cannot_be_rolled_back()
    {
        using var commandLine = await plant.CopyAsync();

        (await commandLine.RunAsync("models delete plant@1 --yes")).Failed(1, "presage models promote");
        (await commandLine.RunAsync("models rollback plant")).Failed(1, "No version of plant was the champion before");
    }

    [Fact]
    public async Task A_model_is_rolled_back_and_the_one_that_nobody_needs_any_more_deleted()
    {
        using var commandLine = await plant.CopyAsync();
        (await commandLine.RunAsync("train plant --from 2015-01-01 --to 2015-03-01 --algorithm decision-tree --horizon 48h")).Done();
        (await commandLine.RunAsync("models promote plant@2 --reason better")).Done();

        var rolledBack = (await commandLine.RunAsync("models rollback plant")).Done();
        rolledBack.Out.ShouldContain("plant@1 is the champion again, in place of plant@2.");
        (await commandLine.RunAsync("models delete plant@2")).Failed(2, "This would delete the model plant@2");
        (await commandLine.RunAsync("models delete plant@2 --yes")).Done().Out.ShouldContain("Deleted plant@2.");

        var left = (await commandLine.RunAsync("models list --json")).Done().Document.GetProperty("models");
        left.EnumerateArray().Select(model => model.GetProperty("version").GetInt32()).ShouldBe([1]);
    }
}
