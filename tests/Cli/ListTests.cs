using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

public sealed class ListTests(Plant plant)
{
    [Fact]
    public async Task A_list_of_runs_is_narrowed_and_goes_on()
    {
        using var commandLine = await plant.CopyAsync();

        var first = (await commandLine.RunAsync("runs list --most 2 --json")).Done().Document;
        var next = first.GetProperty("next").GetString();
        var rest = (await commandLine.RunAsync($"runs list --after {next} --json")).Done().Document;
        var training = (await commandLine.RunAsync("runs list --kind train --state succeeded --dataset plant --json")).Done().Document;

        first.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("kind").GetString()).ShouldBe(["score", "train"]);
        rest.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("kind").GetString()).ShouldBe(["ingest"]);
        rest.TryGetProperty("next", out _).ShouldBeFalse();
        training.GetProperty("runs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_run_is_shown_with_its_request_plan_and_result()
    {
        using var commandLine = await plant.CopyAsync();
        var id = (await commandLine.RunAsync("runs list --kind score --json")).Done().FirstRun;

        var shown = (await commandLine.RunAsync($"runs show {id} --json")).Done().Document;

        shown.EnumerateObject().Select(field => field.Name).ShouldBe(["run", "stages", "slices", "request", "plan", "result"]);
        shown.GetProperty("stages")[0].EnumerateObject().Select(field => field.Name).ShouldBe(
            ["stage", "slices", "done", "rows", "isComplete"]);
        shown.GetProperty("request").GetProperty("results").GetString().ShouldBe("march");
        shown.GetProperty("result").GetProperty("run").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task A_data_set_is_shown_with_what_it_holds_and_what_was_made_of_it()
    {
        using var commandLine = await plant.CopyAsync();

        var words = (await commandLine.RunAsync("datasets show plant")).Done();
        var shown = (await commandLine.RunAsync("datasets show plant --json")).Done().Document;

        words.Out.ShouldContain("Result sets: march");
        shown.GetProperty("dataset").GetProperty("records").GetProperty("telemetry").GetProperty("records").GetInt64().ShouldBe(43_220);
        shown.GetProperty("machines").GetInt64().ShouldBe(20);
        shown.GetProperty("models")[0].GetString().ShouldBe("plant@1");
        shown.GetProperty("latestRuns").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Refused_rows_are_listed_with_the_reason_and_written_to_a_file()
    {
        using var commandLine = await plant.CopyAsync();
        var file = commandLine.Write("PdM_errors.csv", "datetime,machineID,errorID\n2015-01-01 06:00:00,1,error1\nyesterday,1,error1\n");
        (await commandLine.RunAsync("ingest", "plant", file, "--error-budget", "100%")).Done();

        var words = (await commandLine.RunAsync("quarantine list plant")).Done();
        var list = (await commandLine.RunAsync("quarantine list plant --kind errors --json")).Done().Document;
        (await commandLine.RunAsync("quarantine", "export", "plant", "--out", commandLine.PathOf("refused.csv"))).Done();

        words.Out.ShouldContain("PdM_errors.csv:3");
        list.GetProperty("rows")[0].GetProperty("text").GetString().ShouldBe("yesterday,1,error1");
        list.GetProperty("counts")[0].GetProperty("rows").GetInt64().ShouldBe(1);
        (await File.ReadAllLinesAsync(commandLine.PathOf("refused.csv"), TestContext.Current.CancellationToken)).Length.ShouldBe(2);
    }
}
