using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Reading;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class RepairTests
{
    private const string Score = "score: { dataset: plant, from: \"{{interval.from}}\", to: \"{{interval.to}}\", results: fleet }";

    [Fact]
    public void What_failed_and_what_depends_on_it_runs_again_with_what_it_was_pinned_to()
    {
        var runner = Failed();
        var asOf = runner["score"].Pins["as-of"];
        runner.Now = runner.Now.AddDays(1);

        runner.Run = Repairs.Of(runner.Run, runner.Definition, runner.Now);
        runner.Look();

        runner.Run.Repairs.ShouldBe(1);
        runner.States.ShouldBe("other:Succeeded score:Running tell:Waiting");
        var start = runner.Started[^1];
        (start.Run, start.Pins["as-of"]).ShouldBe(("nightly-1.score.3", asOf));
        runner.Succeed("nightly-1.score.3");
        runner.States.ShouldBe("other:Succeeded score:Succeeded tell:Skipped");
        runner.Run.State.ShouldBe(JobRunState.Succeeded);
    }

    [Fact]
    public void A_repaired_step_has_its_retries_once_more()
    {
        var runner = Failed();
        runner.Run = Repairs.Of(runner.Run, runner.Definition, runner.Now);

        runner.Look().Fail("nightly-1.score.3");

        runner["score"].State.ShouldBe(StepState.Waiting);
    }

    [Fact]
    public void With_the_present_definition_new_steps_begin_and_nothing_is_pinned()
    {
        var runner = Failed();
        var current = JobReader.Read($$"""
            job: nightly
            parameters: { plant: north }
            steps:
              other: { {{Score}} }
              score: { {{Score}} }
              after: { {{Score}}, needs: [score] }
            """, "test");
        runner.Now = runner.Now.AddDays(1);

        var run = Repairs.Current(runner.Run, runner.Definition, current, 7, runner.Now);

        (run.Version, run.Parameters["plant"]).ShouldBe((7, "north"));
        run.Steps.Select(step => (step.Step, step.State)).ShouldBe(
            [("other", StepState.Succeeded), ("score", StepState.Waiting), ("after", StepState.Waiting)]);
        var decision = RunDecisions.Decide(current, run, runner.Works, runner.Now);
        var start = decision.Start.ShouldHaveSingleItem();
        (start.Run, start.Pins["as-of"]).ShouldBe(("nightly-1.score.3", "2026-01-02T12:01:00.0000000Z"));
    }

    [Fact]
    public void Of_a_list_only_what_failed_runs_again()
    {
        var runner = new Runner(
            """
              score:
                score: { dataset: "{{item}}", from: "{{interval.from}}", to: "{{interval.to}}", results: fleet }
                for-each: { items: [north, south], concurrency: 2 }
            """).Look().Fail("nightly-1.score-1").Succeed("nightly-1.score-2");

        runner.Run = Repairs.Of(runner.Run, runner.Definition, runner.Now);
        runner.Look();

        runner.States.ShouldBe("score[north]:Running score[south]:Succeeded");
        runner.Started[^1].Run.ShouldBe("nightly-1.score-1.2");
    }

    [Fact]
    public void What_goes_on_or_has_succeeded_is_not_repaired()
    {
        var runner = new Runner($$$"""  score: { {{{Score}}} }""").Look();
        Should.Throw<PresageException>(() => Repairs.Of(runner.Run, runner.Definition, runner.Now)).Code.ShouldBe("job-running");

        runner.Succeed("nightly-1.score");

        Should.Throw<PresageException>(() => Repairs.Of(runner.Run, runner.Definition, runner.Now)).Code.ShouldBe("nothing-to-repair");
        Should.Throw<PresageException>(() => Cancels.Of(runner.Run, "anna", "No.", runner.Now)).Code.ShouldBe("job-run-ended");
    }

    private static Runner Failed() => new Runner($$$"""
          other: { {{{Score}}} }
          score: { {{{Score}}}, retries: 1, retry-pause: 1m }
          tell: { {{{Score}}}, needs: [score], when: any-failed }
        """).Look()
        .Succeed("nightly-1.other").Fail("nightly-1.score").After(TimeSpan.FromMinutes(1))
        .Fail("nightly-1.score.2").Succeed("nightly-1.tell");
}
