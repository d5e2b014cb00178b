using Presage.Application.Jobs;
using Presage.Contracts.Api;
using Presage.Storage;
using Presage.Tests.Application.Support;
using Presage.Tests.Cli.Support;
using Presage.Tests.Harness;

namespace Presage.Tests.Cli.Jobs;

/// <summary>
/// What a job was through, as it is told to somebody who was not there. The text is kept as it was agreed;
/// <c>PRESAGE_ACCEPT_TEXTS=1</c> accepts another one.
/// </summary>
public sealed class HistoryTests
{
    private static readonly string s_agreed = RepositoryRoot.PathOf("tests/Cli/Jobs/history.txt");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_was_paused_edited_overdue_backfilled_and_repaired_tells_its_story()
    {
        await using var played = new PlayedJobs();
        await PlayAsync(played);
        using var presage = new CommandLine();
        played.CopyTo(presage.Data);

        var told = (await presage.RunAsync("jobs history hourly --to 2026-03-02T19:00")).Done().Out;

        var text = string.Join('\n', told.Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";
        if (Environment.GetEnvironmentVariable("PRESAGE_ACCEPT_TEXTS") == "1")
            await File.WriteAllTextAsync(s_agreed, text, Cancellation);
        text.ShouldBe(await File.ReadAllTextAsync(s_agreed, Cancellation));
    }

    [Fact]
    public async Task The_document_has_what_the_text_tells()
    {
        await using var played = new PlayedJobs();
        await PlayAsync(played);
        using var presage = new CommandLine();
        played.CopyTo(presage.Data);

        var document = (await presage.RunAsync("jobs history hourly --to 2026-03-02T19:00 --json")).Done().Document;

        var kinds = document.GetProperty("events").EnumerateArray().Select(each => each.GetProperty("kind").GetString()).ToHashSet();
        kinds.ShouldBe(
            ["applied", "interval", "repaired", "paused", "resumed", "run", "trigger", "overdue", "backfilled"], ignoreOrder: true);
        document.GetProperty("gaps").GetArrayLength().ShouldBe(1);
        document.GetProperty("counts").GetProperty("repairs").GetInt32().ShouldBe(1);
        document.GetProperty("counts").GetProperty("overdue").GetInt32().ShouldBe(1);
        document.GetProperty("counts").GetProperty("triggers").GetProperty("withoutRun").GetInt32().ShouldBe(1);
    }

    private static async Task PlayAsync(PlayedJobs played)
    {
        await played.ApplyAsync(PlayedJobs.Hourly);
        await played.UntilAsync(9.5);

        // The store of the readings is away for an hour; somebody repairs what failed.
        played.Scheduler.Works = _ => PlayedScheduler.Failed("The store did not answer.");
        await played.UntilAsync(10.25);
        played.Scheduler.Works = _ => PlayedScheduler.Succeeded;
        await played.Jobs.RepairAsync("hourly-20260302T100000Z", current: false, "bob", Cancellation);
        await played.UntilAsync(11.5);

        await played.Jobs.PauseAsync(["hourly"], "the plant is rebuilt", null, "ann", Cancellation);
        await played.UntilAsync(14.5);
        await played.Jobs.ResumeAsync(new JobResumption("hourly", "latest"), "ann", Cancellation);
        await played.UntilAsync(14.75);

        var jobs = played.Store.Get<IJobs>();
        await played.ApplyAsync(PlayedJobs.Hourly.Replace(
            "cron: \"0 * * * *\"", "cron: \"30 * * * *\", zone: Europe/Berlin, catch-up: latest", StringComparison.Ordinal));
        await NoteAsync(jobs, played.Clock.Now);

        // Nobody looks for a while: one interval is overdue before it is caught up with, others are missed.
        played.Sleep(17.75);
        await jobs.MarkOverdueAsync("hourly", PlayedJobs.At(17.5), played.Clock.Now, Cancellation);
        await played.UntilAsync(18);

        var missing = new BackfillRequest("hourly", PlayedJobs.At(11), PlayedJobs.At(13), "missing");
        var plan = await played.Backfills.PlanAsync(missing, Cancellation);
        await played.Backfills.StartAsync(missing, plan.Hash, "bob", Cancellation);
        await played.UntilAsync(18.4);
        await played.Jobs.RunAsync(
            new JobRunRequest(
                "hourly", new Dictionary<string, string> { ["dataset"] = "mill" }, PlayedJobs.At(8), PlayedJobs.At(18), "mill"),
            "ann", Cancellation);
        await played.UntilAsync(19);
    }

    /// <summary>As the scheduler notes a trigger that has started nothing.</summary>
    private static async Task NoteAsync(IJobs jobs, DateTime at)
    {
        var job = (await jobs.FindAsync("hourly", Cancellation))!;
        await jobs.CommitAsync(
            new JobCommit(job)
            {
                Evaluations =
                    [new("hourly", "20260302T144500-1", 1, at, "ingest-7", "its data lie in intervals that were planned before.")],
            },
            Cancellation);
    }
}
