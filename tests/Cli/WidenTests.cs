using Presage.Scenarios;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>A data set takes up a scenario that adds to its own; what was made before is told from what is made now.</summary>
public sealed class WidenTests(Plant plant)
{
    private static readonly string s_scenario = ScenarioCatalog.Load("azure-pdm");

    [Fact]
    public async Task What_a_wider_scenario_changes_is_said_and_done()
    {
        using var presage = await plant.CopyAsync();
        var wider = presage.Write("wider.yaml", Wider("model4]", "model4, model5]", "components: [comp1", "components: [comp1"));

        var check = (await presage.RunAsync("datasets", "widen", "plant", wider, "--check")).Done();
        var before = (await presage.RunAsync("datasets show plant --json")).Done().Document.GetProperty("scenarioHash").GetString();
        var done = (await presage.RunAsync("datasets", "widen", "plant", wider)).Done();

        check.Out.ShouldContain("would have a wider scenario:\n  category model5 added to model\n");
        check.Out.ShouldContain("plant@1: its 'model' is one of model1, model2, model3, model4, in the data set one of");
        done.Out.ShouldContain("has a wider scenario from now on:");
        (await presage.RunAsync("datasets show plant --json")).Done().Document.GetProperty("scenarioHash").GetString().ShouldNotBe(before);
        (await presage.RunAsync("datasets", "widen", "plant", wider)).Done().Out.ShouldContain("has this scenario already");
        (await presage.RunAsync("score plant --from 2015-03-01 --to 2015-04-01 --results april"))
            .Failed(1, "The model 'plant@1' does not fit the data set 'plant': its 'model' is one of");
    }

    [Fact]
    public async Task What_was_scored_before_is_still_judged_and_features_of_before_are_as_they_were()
    {
        using var presage = await plant.CopyAsync();
        var judged = (await presage.RunAsync("evaluate march --json")).Done().Document.GetProperty("confusion").ToString();
        var features = await FeaturesAsync(presage, "before.csv");
        await Task.Delay(1_100, TestContext.Current.CancellationToken);
        var asOf = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        var wider = presage.Write("wider.yaml", Wider(
            "comp4]", "comp4, comp5]", "  - { name: vibration", "  - { name: vibration", "[12h, 24h, 36h]", "[12h, 24h, 36h, 48h]"));

        (await presage.RunAsync("datasets", "widen", "plant", wider)).Done();

        (await presage.RunAsync("evaluate march --json")).Done().Document.GetProperty("confusion").ToString().ShouldBe(judged);
        (await presage.RunAsync("predictions march --top 3")).Done();
        (await FeaturesAsync(presage, "after.csv", "--as-of", asOf)).ShouldBe(features);
        var now = await FeaturesAsync(presage, "now.csv");
        now.ShouldContain("48h");
        now.ShouldContain("label_comp5");
        (await presage.RunAsync("score plant --from 2015-03-01 --to 2015-04-01 --results march"))
            .Failed(1, "it predicts comp1, comp2, comp3, comp4, the data set has comp1, comp2, comp3, comp4, comp5");
        (await presage.RunAsync("train plant --from 2015-01-01 --to 2015-03-01 --algorithm decision-tree")).Done();
        (await presage.RunAsync("score plant --from 2015-03-01 --to 2015-04-01 --results march --model plant@2"))
            .Failed(1, "The result set 'march' holds predictions of comp1, comp2, comp3, comp4");
        (await presage.RunAsync("score plant --from 2015-03-01 --to 2015-04-01 --results wide --model plant@2")).Done();
        (await presage.RunAsync("evaluate wide")).Done();
        (await presage.RunAsync("report", "march", "--out", presage.PathOf("march.html"))).Done();
    }

    [Fact]
    public async Task A_scenario_that_takes_something_away_is_refused_with_the_first_differences()
    {
        using var presage = await plant.CopyAsync();
        var other = presage.Write("other.yaml", Wider("model3, model4]", "model4]", "comp3, comp4]", "comp3]"));

        var refused = await presage.RunAsync("datasets", "widen", "plant", other);

        refused.Failed(1, "cannot take up");
        refused.Sentence.ShouldContain("component comp4 is missing");
    }

    [Fact]
    public async Task What_was_refused_only_for_that_is_read_again()
    {
        using var presage = await plant.CopyAsync();
        var file = presage.Write("machines-more.csv", "machineID,model,age\n1,model5,18\n");
        (await presage.RunAsync("ingest", "plant", file)).ExitCode.ShouldBeOneOf(0, 3);
        var wider = presage.Write("wider.yaml", Wider("model4]", "model4, model5]"));

        var done = (await presage.RunAsync("datasets", "widen", "plant", wider)).Done();

        done.Out.ShouldContain("Read again of the quarantine: 1 row (unknown-category: model): 1 brought something.");
        (await FeaturesAsync(presage, "now.csv")).Split('\n')[1].ShouldContain(",model5,");
        (await presage.RunAsync("quarantine list plant")).Done().Out.ShouldNotContain("unknown-category");
    }

    [Fact]
    public async Task A_sensor_is_added_while_ingesting()
    {
        using var presage = await plant.CopyAsync();
        var wider = presage.Write("wider.yaml", Wider("errors: [", "  - { name: noise, range: [0, 100] }\n\nerrors: ["));
        var file = presage.Write(
            "telemetry-noise.csv",
            "datetime,machineID,volt,rotate,pressure,vibration,noise\n2015-03-31 23:30:00,1,170,450,100,40,55\n");

        var done = (await presage.RunAsync("ingest", "plant", file, "--scenario", wider)).Done();

        done.Out.ShouldContain("The data set has a wider scenario from now on: sensor noise added.");
        (await FeaturesAsync(presage, "now.csv")).ShouldContain("noise");
        (await presage.RunAsync("datasets show plant --json")).Done().Document.GetProperty("dataset").GetProperty("records")
            .GetProperty("telemetry").GetProperty("records").GetInt64().ShouldBe(43_221);
    }

    /// <param name="pairs">What is replaced by what follows it.</param>
    private static string Wider(params string[] pairs)
    {
        // The simulation says something of each name, and is not needed here.
        var text = s_scenario[..s_scenario.IndexOf("\nsimulation:", StringComparison.Ordinal)] + "\n";
        foreach (var pair in pairs.Chunk(2))
        {
            text.ShouldContain(pair[0]);
            text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        return text;
    }

    private static async Task<string> FeaturesAsync(CommandLine presage, string name, params string[] more)
    {
        var file = presage.PathOf(name);
        (await presage.RunAsync(["features", "plant", "--from", "2015-02-01", "--to", "2015-04-01", "--out", file, .. more])).Done();
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }
}
