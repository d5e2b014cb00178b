using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler;

public sealed class TriggerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_data_start_a_run_over_what_they_cover_once_however_often_they_are_announced()
    {
        using var folder = (await Prepared.TrainedAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.ApplyAsync("""
            job: live
            triggers:
              - new-data: { dataset: fleet, kinds: [telemetry] }
            steps:
              score: { score: { dataset: fleet, from: "{{interval.from}}", to: "{{interval.to}}", results: live } }
            """);
        var (from, to) = (Prepared.TrainedTo.AddHours(1), Prepared.End);
        var message = await IngestedAsync(host, "ingest-1", "telemetry", from, to);
        var id = Guid.NewGuid();

        await host.Bus.Publish(message, context => context.MessageId = id, Cancellation);
        var run = await host.EndOfAsync("live-20150302T060000Z");
        await host.Bus.Publish(message, context => context.MessageId = id, Cancellation);
        await host.Bus.Publish(await IngestedAsync(host, "ingest-2", "errors", from, to), Cancellation);
        await JobHost.UntilAsync(
            async () => (await host.Store.Runs.FindAsync("ingest-2", Cancellation)) is not null, "the second ingestion");

        run.State.ShouldBe(JobRunState.Succeeded, run.Steps[0].Why);
        (run.Cause, run.From, run.To).ShouldBe(("trigger", from.AddSeconds(-1), to));
        var evaluation = (await host.Store.Jobs.EvaluationsAsync("live", null, 10, Cancellation)).ShouldHaveSingleItem();
        (evaluation.Run, evaluation.What).ShouldBe((run.Id, "ingest-1"));
        (await host.Store.JobRuns.ListAsync(new JobRunQuery("live"), null, 10, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_data_set_of_which_readings_come_as_messages_gets_a_job_that_scores_it_unless_that_was_deleted()
    {
        using var folder = (await Prepared.TrainedAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        var point = new DateTime(2015, 2, 20, 12, 0, 0, DateTimeKind.Utc);

        await host.Bus.Publish(new GridPointPassed("fleet", point.AddHours(-12), point), Cancellation);
        var first = await host.EndOfAsync("live-fleet-20150220T120000Z");
        await host.Bus.Publish(new GridPointPassed("fleet", point, point.AddHours(12)), Cancellation);
        var second = await host.EndOfAsync("live-fleet-20150221T000000Z");

        first.State.ShouldBe(JobRunState.Succeeded, first.Steps[0].Why);
        (first.From, first.To).ShouldBe((point.AddHours(-12), point));
        (second.From, second.To).ShouldBe((point, point.AddHours(12)));
        (await host.Store.PredictionsAsync("fleet-live")).Select(row => row.Time).Distinct().ShouldBe([point, point.AddHours(12)]);

        await JobHost.UntilAsync(() => DeletedAsync(host), "the deletion");
        await host.Bus.Publish(new GridPointPassed("fleet", point.AddHours(12), point.AddHours(24)), Cancellation);
        await host.Bus.Publish(new StartJob("none", Token: "last"), Cancellation);
        await Task.Delay(300, Cancellation);
        (await host.Store.Jobs.FindAsync("live-fleet", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_message_starts_a_job_once_for_a_token_and_another_job_waits_for_its_end()
    {
        using var folder = (await Prepared.ScoredAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.ApplyAsync("""
            job: page
            parameters: { name: a }
            steps:
              write: { report: { of: predictions, out: "{{parameters.name}}.html" } }
            """);
        await host.ApplyAsync("""
            job: after
            triggers:
              - job-ended: { job: page }
            steps:
              write: { report: { of: predictions, out: after.html } }
            """);
        var request = new StartJob("page", "shift-1", Parameters: new Dictionary<string, string> { ["name"] = "shift" });

        await host.Bus.Publish(request, Cancellation);
        await host.Bus.Publish(request, Cancellation);
        var run = await host.EndOfAsync("page-shift-1");
        var after = await JobHost.UntilAsync(
            async () =>
                await host.Store.JobRuns.ListAsync(new JobRunQuery("after", JobRunState.Succeeded), null, 10, Cancellation) is [var one, ..]
                    ? one : null,
            () => Task.FromResult("the run of the other job"));

        (run.State, run.Cause).ShouldBe((JobRunState.Succeeded, "message"));
        File.Exists(Path.Combine(folder.Path, "outputs", "shift.html")).ShouldBeTrue();
        after.Why.ShouldContain("page-shift-1");
        (await host.Store.JobRuns.ListAsync(new JobRunQuery("page"), null, 10, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_promotion_starts_the_jobs_that_wait_for_it_and_not_those_of_before()
    {
        using var folder = (await Prepared.TrainedAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path, new TestClock(TestFleet.Start.AddYears(2)));
        await host.ApplyAsync("""
            job: rescore
            triggers:
              - model-promoted: { model: fleet }
            steps:
              bytes: { export: { model: fleet, out: champion.model } }
            """);
        var version = (await host.Store.Models.FindAsync("fleet", 1, Cancellation)).ShouldNotBeNull();
        var artifact = await host.Store.Models.ArtifactAsync("fleet", 1, Cancellation);
        await host.Store.Models.RegisterAsync(version with { LineageKey = "other", Number = 0 }, artifact, Cancellation);

        host.Clock.Now += TimeSpan.FromMinutes(1);
        await host.Store.Models.PromoteAsync(new Promotion("fleet", 2, host.Clock.Now, "anna", "Better."), Cancellation);
        var run = await JobHost.UntilAsync(
            async () =>
                await host.Store.JobRuns.ListAsync(new JobRunQuery("rescore", JobRunState.Succeeded), null, 10, Cancellation)
                    is [var one, ..]
                    ? one : null,
            () => Task.FromResult("the run"));

        run.Why.ShouldContain("fleet@2 became champion");
        (await host.Store.JobRuns.ListAsync(new JobRunQuery("rescore"), null, 10, Cancellation)).ShouldHaveSingleItem();
    }

    private static async Task<bool> DeletedAsync(JobHost host)
    {
        try
        {
            return await host.Store.Jobs.DeleteAsync("live-fleet", Cancellation);
        }
        catch (Presage.Engine.PresageException exception) when (exception.Code == "job-running")
        {
            return false;
        }
    }

    /// <summary>The ledger has an ingestion that has stored records of a kind.</summary>
    private static async Task<DataIngested> IngestedAsync(JobHost host, string run, string kind, DateTime from, DateTime to)
    {
        await host.Store.Runs.StartAsync(
            new Run(run, "ingest", "fleet", run, Json.Write(new NewDataArrived(run, "fleet", null, ["x"])), null, null, host.Clock.Now),
            Cancellation);
        var result = new Presage.Contracts.Api.IngestResult(
            run, "fleet", [new(kind, 1, 10, 10, 0, 0, 0), new("machines", 1, 5, 0, 0, 5, 0)], [], [], 1);
        await host.Store.Runs.EndAsync(run, RunState.Succeeded, Json.Write(result), null, host.Clock.Now, Cancellation);
        return new DataIngested(run, "fleet", 10, 0, 5, 0, from, to);
    }
}
