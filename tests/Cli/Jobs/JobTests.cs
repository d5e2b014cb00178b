using System.Text.Json;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli.Jobs;

/// <summary>Jobs over a real store, with all services and the scheduler in this process.</summary>
public sealed class JobTests(Plant plant)
{
    private const string Nightly = """
        job: nightly
        parameters: { results: fleet }
        schedule: { cron: "0 0,12 * * *", start: 2040-01-01 }
        steps:
          score: { score: { dataset: plant, from: "{{interval.from}}", to: "{{interval.to}}", results: "{{parameters.results}}" } }
          evaluate: { evaluate: { results: "{{parameters.results}}" }, needs: [score] }
        """;

    [Fact]
    public async Task A_job_is_applied_shown_and_run_to_its_end()
    {
        using var presage = await plant.CopyAsync();
        var file = presage.Write("nightly.yaml", Nightly);

        var plan = (await presage.RunAsync("jobs", "apply", file, "--dry-run")).Done();
        var applied = (await presage.RunAsync("jobs", "apply", file)).Done();
        var again = (await presage.RunAsync("jobs", "apply", file, "--json")).Done().Document;
        var shown = (await presage.RunAsync("jobs show nightly --next 2")).Done();
        var run = (await presage.RunAsync(
            "jobs run nightly --from 2015-03-01 --to 2015-03-02 --set results=march --token one --wait --json")).Done().Document;
        var steps = (await presage.RunAsync("jobs show nightly-one")).Done();

        plan.Out.ShouldContain("job nightly: would be created, version 1\n  + job: nightly");
        applied.Out.ShouldContain("job nightly: created, version 1");
        again.GetProperty("definitions")[0].GetProperty("change").GetString().ShouldBe("unchanged");
        shown.Out.ShouldContain("from=2040-01-01T00:00:00Z");
        shown.Out.ShouldContain("Note (no-scheduler): No worker of Scheduler runs on this store");
        run.GetProperty("run").GetProperty("state").GetString().ShouldBe("succeeded");
        steps.Out.ShouldContain("nightly-one.score");
        steps.Out.ShouldContain("model plant@1");
        (await presage.RunAsync("jobs list")).Done().Out.ShouldContain("succeeded");
    }

    [Fact]
    public async Task A_run_that_fails_says_which_step_and_is_repaired()
    {
        using var presage = await plant.CopyAsync();
        await ApplyAsync(presage, Nightly.Replace("dataset: plant", "dataset: plant, model: mill", StringComparison.Ordinal));

        var failed = await presage.RunAsync("jobs run nightly --from 2015-03-01 --to 2015-03-02 --token one --wait");
        await ApplyAsync(presage, Nightly);
        var repaired = await presage.RunAsync("jobs repair nightly-one --current --wait");

        failed.Failed(1, "The job run nightly-one failed: score: There is no model 'mill'.");
        failed.Sentence.ShouldContain("presage jobs repair nightly-one");
        repaired.Done().Out.ShouldContain("succeeded, repaired 1 x");
        (await presage.RunAsync("jobs history nightly")).Done().Out.ShouldContain("It had failed: score: There is no model 'mill'.");
    }

    [Fact]
    public async Task What_would_come_out_otherwise_now_is_stale_for_a_reason_and_is_done_again_by_the_hash_of_the_plan()
    {
        using var presage = await plant.CopyAsync();
        await ApplyAsync(presage, Nightly);
        await BackfillAsync(presage, "missing", expected: 4);

        var fresh = await PlanAsync(presage, "stale");
        var late = presage.Write(
            "telemetry-late.csv", "datetime,machineID,volt,rotate,pressure,vibration\n2015-03-01 15:30:00,1,170,450,100,40\n");
        (await presage.RunAsync("ingest", "plant", late)).Done();
        var late1 = await PlanAsync(presage, "stale");
        (await presage.RunAsync("train plant --from 2015-01-01 --to 2015-03-01 --algorithm decision-tree --seed 2 --set depth=3")).Done();
        (await presage.RunAsync("models", "promote", "plant@2", "--reason", "it is newer")).Done();
        var model = await PlanAsync(presage, "stale");
        await BackfillAsync(presage, "stale", expected: 4);

        fresh.GetProperty("intervals").GetArrayLength().ShouldBe(0);
        late1.GetProperty("intervals").EnumerateArray().Select(interval => interval.GetProperty("to").GetString())
            .ShouldBe(["2015-03-02T00:00:00Z", "2015-03-02T12:00:00Z", "2015-03-03T00:00:00Z"], "windows reach back 36 hours");
        late1.GetProperty("intervals")[0].GetProperty("reason").GetString().ShouldNotBeNull()
            .ShouldContain("records that it rests on were stored at");
        model.GetProperty("intervals").EnumerateArray().Select(interval => interval.GetProperty("reason").GetString())
            .ShouldAllBe(reason => reason == "It was scored with plant@1, and plant@2 is used now.");
        model.GetProperty("intervals")[0].GetProperty("rows").GetInt64().ShouldBe(20);
        (await PlanAsync(presage, "stale")).GetProperty("intervals").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_of_the_past_is_refused_when_it_has_changed()
    {
        using var presage = await plant.CopyAsync();
        await ApplyAsync(presage, Nightly);
        var hash = (await PlanAsync(presage, "missing")).GetProperty("hash").GetString()!;
        (await presage.RunAsync("jobs run nightly --from 2015-03-01 --to 2015-03-01T12:00 --wait")).Done();

        var refused = await presage.RunAsync($"jobs backfill nightly --from 2015-03-01 --to 2015-03-03 --select missing --hash {hash}");
        var none = await presage.RunAsync("jobs backfill nightly --hash 0123456789ab");
        var unsaid = await presage.RunAsync("jobs backfill nightly --from 2015-03-01 --to 2015-03-03 --select missing");

        refused.Failed(1, "it has 3 intervals of the job 'nightly' now");
        none.Failed(1, "The job 'nightly' has no backfill 0123456789ab.");
        unsaid.Failed(2, "What is to be done is not said.");
    }

    [Fact]
    public async Task A_job_is_paused_with_a_reason_resumed_and_deleted_when_that_is_agreed_to()
    {
        using var presage = await plant.CopyAsync("y");
        await ApplyAsync(presage, Nightly);

        var paused = (await presage.RunAsync("jobs", "pause", "nightly", "--reason", "the plant stands still")).Done();
        var twice = await presage.RunAsync("jobs", "pause", "nightly", "--reason", "again");
        var resumed = (await presage.RunAsync("jobs resume nightly")).Done();
        var gone = (await presage.RunAsync("jobs delete nightly")).Done();

        paused.Out.ShouldBe("Paused nightly: the plant stands still\n");
        twice.Failed(1, "The job nightly has been paused by");
        resumed.Out.ShouldContain("0 intervals caught up with, 0 left out.");
        gone.Error.ShouldContain(
            "This deletes the job nightly with 1 version, the history of 0 intervals, 0 job runs and 0 backfills. Go on?");
        (await presage.RunAsync("jobs show nightly")).Failed(1, "There is no job 'nightly'.");
    }

    [Fact]
    public async Task Files_that_an_ingestion_of_a_job_refuses_are_told_by_the_exit_code()
    {
        using var presage = await plant.CopyAsync();
        var records = Directory.CreateDirectory(presage.PathOf("new")).FullName;
        const string columns = "datetime,machineID,volt,rotate,pressure,vibration\n";
        presage.Write("new/telemetry-good.csv", $"{columns}2015-04-01 00:00:00,1,170,450,100,40\n");
        presage.Write("new/telemetry-bad.csv", $"{columns}never,1,170,450,100,40\n");
        await ApplyAsync(presage, $$"""
            job: intake
            steps: { ingest: { ingest: { dataset: plant, paths: ["{{records}}"] } } }
            """);

        var run = await presage.RunAsync("jobs run intake --wait");

        run.ExitCode.ShouldBe(3, run.Error);
        run.Out.ShouldContain("succeeded");
    }

    private static async Task ApplyAsync(CommandLine presage, string text) =>
        (await presage.RunAsync("jobs", "apply", presage.Write("job.yaml", text))).Done();

    private static async Task<JsonElement> PlanAsync(CommandLine presage, string select) => (await presage.RunAsync(
        $"jobs backfill nightly --from 2015-03-01 --to 2015-03-03 --select {select} --plan --json")).Done().Document;

    private static async Task BackfillAsync(CommandLine presage, string select, int expected)
    {
        var hash = (await PlanAsync(presage, select)).GetProperty("hash").GetString();
        var done = (await presage.RunAsync(
            $"jobs backfill nightly --from 2015-03-01 --to 2015-03-03 --select {select} --hash {hash} --wait --json")).Done().Document;

        done.GetProperty("backfill").GetProperty("state").GetString().ShouldBe("done");
        done.GetProperty("backfill").GetProperty("succeeded").GetInt32().ShouldBe(expected);
    }
}
