using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler;

public sealed class StepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_are_written_below_the_folder_for_outputs_and_nowhere_else()
    {
        using var folder = (await Prepared.ScoredAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.ApplyAsync("""
            job: files
            parameters: { file: predictions.csv }
            steps:
              page: { report: { of: predictions, out: "pages/{{run}}.html" } }
              rows: { export: { results: predictions, out: "{{parameters.file}}" } }
              bytes: { export: { model: fleet@1, out: fleet.model } }
            """);

        await host.RunAsync("files", "a");
        var run = await host.EndOfAsync("files-a");

        run.State.ShouldBe(JobRunState.Succeeded);
        var outputs = Path.Combine(folder.Path, "outputs");
        run.Steps[0].Outputs["file"].ShouldBe(Path.Combine(outputs, "pages", "files-a.html"));
        (await File.ReadAllTextAsync(run.Steps[0].Outputs["file"], Cancellation)).ShouldStartWith("<!");
        (await File.ReadAllLinesAsync(Path.Combine(outputs, "predictions.csv"), Cancellation)).Length.ShouldBe(1 + (10 * 2 * 15));
        new FileInfo(Path.Combine(outputs, "fleet.model")).Length.ShouldBeGreaterThan(100);
        (await host.Store.RunAsync("files-a.page")).Kind.ShouldBe("report");
    }

    [Fact]
    public async Task A_step_that_cannot_be_asked_for_fails_with_the_sentence_that_says_why_and_others_go_on()
    {
        using var folder = (await Prepared.FilledAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.ApplyAsync("""
            job: early
            steps:
              score: { score: { dataset: fleet, from: "2015-02-15", to: "2015-02-20", results: early } }
              rows: { export: { results: none, out: rows.csv } }
              after: { report: { of: fleet, out: a.html }, needs: [score] }
            """);

        await host.RunAsync("early", "a");
        var run = await host.EndOfAsync("early-a");

        run.State.ShouldBe(JobRunState.Failed);
        run.Steps.Select(step => step.State).ShouldBe([StepState.Failed, StepState.Failed, StepState.Skipped]);
        run.Steps[0].Why.ShouldNotBeNull().ShouldContain("There is no model 'fleet'");
        run.Steps[1].Why.ShouldNotBeNull().ShouldContain("There is no result set 'none'");
        (await host.Store.RunAsync("early-a.score")).Error!.Code.ShouldBe("unknown-model");
    }

    [Fact]
    public async Task A_version_is_promoted_if_it_is_better_on_the_same_events_and_otherwise_it_is_said_why_not()
    {
        using var folder = (await Prepared.FilledAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.ApplyAsync("""
            job: learn
            parameters: { seed: { type: whole, default: 1 }, horizon: 48h, algorithm: decision-tree }
            steps:
              train:
                train:
                  dataset: fleet
                  from: "2015-01-01 06:00:00"
                  to: "2015-02-15 06:00:00"
                  algorithm: "{{parameters.algorithm}}"
                  horizon: "{{parameters.horizon}}"
                  trials: 1
              promote: { promote: { model: "{{steps.train.model}}" }, needs: [train] }
              force: { promote: { model: "{{steps.train.model}}", if: always }, needs: [promote] }
            """);

        await host.RunAsync("learn", "first");
        var first = await host.EndOfAsync("learn-first");
        await host.RunAsync("learn", "second", given: new Dictionary<string, string> { ["algorithm"] = "logistic-regression" });
        var second = await host.EndOfAsync("learn-second");

        first.State.ShouldBe(JobRunState.Succeeded, string.Join(" ", first.Steps.Select(step => step.Why)));
        (first.Steps[1].Outputs["promoted"], first.Steps[1].Outputs["why"]).ShouldBe(("true", "It is the champion already."));
        second.State.ShouldBe(JobRunState.Succeeded, string.Join(" ", second.Steps.Select(step => step.Why)));
        var trained = Json.Read<TrainResult>((await host.Store.RunAsync("learn-second.train")).Result!);
        var comparison = trained.Selection!.Comparison.ShouldNotBeNull();
        comparison.Champion.ShouldBe(1);
        comparison.Comparable.ShouldBeTrue(comparison.Why);
        second.Steps[1].Outputs["promoted"].ShouldBe(comparison is { Better: true, Skilled: true } ? "true" : "false");
        second.Steps[1].Outputs["why"].ShouldNotBeEmpty();
        second.Steps[2].Outputs["promoted"].ShouldBe("true");
        (await host.Store.Models.FindAsync("fleet", null, Cancellation))!.Number.ShouldBe(2);
        (await host.Store.Models.PromotionsAsync("fleet", Cancellation))[^1].By.ShouldBe("presage");
    }

    [Fact]
    public async Task A_step_is_another_jobs_run_and_ends_as_that_does()
    {
        using var folder = (await Prepared.ScoredAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.ApplyAsync("""
            job: page
            parameters: { of: none }
            steps:
              write: { report: { of: "{{parameters.of}}", out: "{{job}}.html" } }
            """);
        await host.ApplyAsync("""
            job: both
            steps:
              good: { job: { job: page, parameters: { of: predictions } } }
              bad: { job: { job: page }, needs: [good] }
              never: { job: { job: page }, needs: [bad] }
            """);

        await host.RunAsync("both", "a");
        var run = await host.EndOfAsync("both-a");

        run.Steps.Select(step => step.State).ShouldBe([StepState.Succeeded, StepState.Failed, StepState.Skipped]);
        run.Steps[0].Outputs["run"].ShouldBe("page-both-a-good");
        run.Steps[1].Why.ShouldNotBeNull().ShouldContain("page-both-a-bad");
        var child = (await host.Store.JobRuns.FindAsync("page-both-a-good", Cancellation)).ShouldNotBeNull();
        (child.State, child.Cause, child.Parameters["of"]).ShouldBe((JobRunState.Succeeded, "job", "predictions"));
        child.Why.ShouldBe("The step good of the job run both-a starts it.");
    }

    [Fact]
    public async Task Connections_are_told_once_what_a_step_has_to_say_and_an_unknown_one_fails_it()
    {
        using var folder = new TestFolder();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.Get<IConnections>().ApplyAsync(
            new Connection("maintenance", "webhook", "connection: maintenance", host.Clock.Now, "test"), Cancellation);
        await host.ApplyAsync("""
            job: tell
            steps:
              page: { report: { of: none, out: a.html } }
              known: { notify: { to: [maintenance], subject: "{{job}} needs a look" }, needs: [page], when: any-failed }
              unknown: { notify: { to: nobody }, needs: [page], when: all-done }
            """);

        await host.RunAsync("tell", "a");
        var run = await host.EndOfAsync("tell-a");

        run.Steps.Select(step => step.State).ShouldBe([StepState.Failed, StepState.Succeeded, StepState.Failed]);
        run.Steps[2].Why.ShouldNotBeNull().ShouldContain("'nobody', which is no connection");
        var delivery = (await host.Store.Deliveries.ListAsync(new DeliveryQuery("maintenance"), null, 10, Cancellation))
            .ShouldHaveSingleItem();
        (delivery.Type, delivery.Subject).ShouldBe(("presage.notification", "tell needs a look"));
        delivery.Event.ShouldContain("page failed: ");
    }
}
