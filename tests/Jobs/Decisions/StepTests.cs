using System.Collections.ObjectModel;
using Presage.Jobs.Decisions;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class StepTests
{
    private const string Score = "score: { dataset: plant, from: \"{{interval.from}}\", to: \"{{interval.to}}\", results: fleet }";

    [Fact]
    public void A_step_begins_when_what_it_needs_has_succeeded_and_takes_its_outputs()
    {
        var runner = new Runner($$$"""
              score: { {{{Score}}} }
              evaluate: { evaluate: { results: "{{steps.score.results}}" }, needs: [score] }
            """).Look();
        runner.States.ShouldBe("score:Running evaluate:Waiting");

        runner.Succeed("nightly-1.score", ("results", "fleet"));

        var start = runner.Started[^1];
        start.Run.ShouldBe("nightly-1.evaluate");
        start.Arguments["results"].ShouldBe(["fleet"]);
        runner.Succeed("nightly-1.evaluate");
        runner.Run.State.ShouldBe(JobRunState.Succeeded);
        runner.Run.EndedAt.ShouldBe(runner.Now);
    }

    [Theory]
    [InlineData("all-succeeded", "SS", true)]
    [InlineData("all-succeeded", "SF", false)]
    [InlineData("all-succeeded", "SK", false)]
    [InlineData("any-failed", "SS", false)]
    [InlineData("any-failed", "SF", true)]
    [InlineData("any-failed", "SK", false)]
    [InlineData("all-failed", "SF", false)]
    [InlineData("all-failed", "FF", true)]
    [InlineData("none-failed", "SK", true)]
    [InlineData("none-failed", "SF", false)]
    [InlineData("any-succeeded", "SF", true)]
    [InlineData("any-succeeded", "FF", false)]
    [InlineData("all-done", "FF", true)]
    [InlineData("all-done", "SK", true)]
    public void Which_ends_let_a_step_begin(string when, string ends, bool begins)
    {
        // A step of which the one that it needs fails is skipped.
        var runner = new Runner($$$"""
              first: { {{{Score}}} }
              gate: { {{{Score}}} }
              second: { {{{Score}}}, needs: [gate] }
              last: { {{{Score}}}, needs: [first, second], when: {{{when}}} }
            """).Look();

        End("first", ends[0]);
        if (ends[1] == 'K')
        {
            runner.Fail("nightly-1.gate");
        }
        else
        {
            runner.Succeed("nightly-1.gate");
            End("second", ends[1]);
        }

        runner["last"].State.ShouldBe(begins ? StepState.Running : StepState.Skipped);
        if (!begins)
            runner["last"].Why.ShouldNotBeNull().ShouldStartWith("It begins when ");

        void End(string step, char end) => _ = end == 'S' ? runner.Succeed($"nightly-1.{step}") : runner.Fail($"nightly-1.{step}");
    }

    [Fact]
    public void Steps_that_need_nothing_begin_together_and_a_failed_one_fails_the_run()
    {
        var runner = new Runner($$$"""
              one: { {{{Score}}} }
              two: { {{{Score}}} }
            """).Look();
        runner.States.ShouldBe("one:Running two:Running");

        runner.Fail("nightly-1.one").Succeed("nightly-1.two");

        runner.Run.State.ShouldBe(JobRunState.Failed);
        runner["one"].Why.ShouldBe("The disk is full.");
    }

    [Fact]
    public void A_failed_attempt_is_tried_again_after_pauses_that_double()
    {
        var runner = new Runner($$$"""  score: { {{{Score}}}, retries: 2, retry-pause: 1m }""").Look();
        runner.Fail("nightly-1.score");
        runner.States.ShouldBe("score:Waiting");
        runner.Run.LooksAt.ShouldBe(runner.Now.AddMinutes(1));
        runner["score"].Why.ShouldBe("Attempt 1 failed: The disk is full; it is tried again at 2026-01-01 12:01:00.");

        runner.After(TimeSpan.FromMinutes(1)).Fail("nightly-1.score.2");
        runner.Run.LooksAt.ShouldBe(runner.Now.AddMinutes(2));
        runner.After(TimeSpan.FromMinutes(2)).Fail("nightly-1.score.3");

        runner.Run.State.ShouldBe(JobRunState.Failed);
        runner.Started.Select(start => start.Run).ShouldBe(["nightly-1.score", "nightly-1.score.2", "nightly-1.score.3"]);
    }

    [Fact]
    public void What_the_first_attempt_was_resolved_to_stays()
    {
        var runner = new Runner($$$"""  score: { {{{Score}}}, retries: 1, retry-pause: 1m }""").Look();
        var asOf = runner["score"].Pins["as-of"];
        runner.Works["nightly-1.score"] = new(
            RunState.Failed, "No.", ReadOnlyDictionary<string, string>.Empty, new Dictionary<string, string> { ["model"] = "plant@3" });

        runner.Look().After(TimeSpan.FromMinutes(1));

        asOf.ShouldBe("2026-01-01T12:00:00.0000000Z");
        runner.Started[^1].Pins.OrderBy(pin => pin.Key).Select(pin => (pin.Key, pin.Value)).ShouldBe(
            [("as-of", asOf), ("model", "plant@3")]);
    }

    [Fact]
    public void A_try_that_takes_too_long_is_cancelled_until_it_has_ended_and_has_failed()
    {
        var runner = new Runner($$$"""  score: { {{{Score}}}, timeout: 10m }""").Look();
        runner.After(TimeSpan.FromMinutes(9)).Cancelled.ShouldBeEmpty();

        runner.After(TimeSpan.FromMinutes(1));
        runner.Cancelled.ShouldContain("nightly-1.score");
        runner["score"].State.ShouldBe(StepState.Running);
        runner.End("nightly-1.score", RunState.Cancelled, "Cancelled by presage.", []);

        runner["score"].State.ShouldBe(StepState.Failed);
        runner["score"].Why.ShouldBe("It took longer than 10 min.");
    }

    [Fact]
    public void What_was_asked_for_and_never_began_is_asked_for_again()
    {
        var runner = new Runner($$$"""  score: { {{{Score}}} }""").Look();
        runner.Works.Clear();
        runner.Now += TimeSpan.FromSeconds(29);
        RunDecisions.Decide(runner.Definition, runner.Run, runner.Works, runner.Now).Start.ShouldBeEmpty();

        runner.Now += TimeSpan.FromSeconds(1);
        var again = RunDecisions.Decide(runner.Definition, runner.Run, runner.Works, runner.Now).Start.ShouldHaveSingleItem();

        (again.Run, again.Attempt).ShouldBe(("nightly-1.score", 1));
        again.Pins.ShouldBe(runner["score"].Pins);
    }

    [Fact]
    public void A_list_is_gone_through_so_many_at_a_time()
    {
        var runner = new Runner(
            """
              score:
                score: { dataset: "{{item}}", from: "{{interval.from}}", to: "{{interval.to}}", results: fleet }
                for-each: { items: "{{parameters.plants}}", concurrency: 2 }
            """,
            "{ plants: { type: list, default: [north, south, west] } }").Look();
        runner.States.ShouldBe("score[north]:Running score[south]:Running score[west]:Waiting");
        runner.Started.Select(start => (start.Run, start.Arguments["dataset"][0])).ShouldBe(
            [("nightly-1.score-1", "north"), ("nightly-1.score-2", "south")]);

        runner.Fail("nightly-1.score-1").Succeed("nightly-1.score-2").Succeed("nightly-1.score-3");

        runner.States.ShouldBe("score[north]:Failed score[south]:Succeeded score[west]:Succeeded");
        runner.Run.State.ShouldBe(JobRunState.Failed);
    }

    [Fact]
    public void A_list_without_anything_in_it_succeeds()
    {
        var runner = new Runner(
            """
              score:
                score: { dataset: "{{item}}", from: "{{interval.from}}", to: "{{interval.to}}", results: fleet }
                for-each: { items: "{{parameters.plants}}" }
            """,
            "{ plants: { type: list, default: [] } }").Look();

        runner.Run.State.ShouldBe(JobRunState.Succeeded);
        runner["score"].Why.ShouldBe("There is nothing in its list.");
    }

    [Fact]
    public void A_cancelled_run_cancels_what_is_going_on_and_begins_nothing_more()
    {
        var runner = new Runner($$$"""
              score: { {{{Score}}}, retries: 3 }
              more: { {{{Score}}}, needs: [score] }
            """).Look();
        runner.Run = Cancels.Of(runner.Run, "anna", "It is not needed.", runner.Now);

        runner.Look();
        runner.States.ShouldBe("score:Running more:Cancelled");
        runner.Cancelled.ShouldContain("nightly-1.score");
        runner.End("nightly-1.score", RunState.Cancelled, "Cancelled.", []);

        runner.Run.State.ShouldBe(JobRunState.Cancelled);
        runner["more"].Why.ShouldBe("Cancelled by anna: It is not needed.");
    }

    [Fact]
    public void An_output_that_is_not_there_fails_the_step_with_a_sentence()
    {
        var runner = new Runner($$$"""
              score: { {{{Score}}} }
              evaluate: { evaluate: { results: "{{steps.score.results}}" }, needs: [score], when: all-done }
            """).Look();

        runner.Fail("nightly-1.score");

        runner["evaluate"].State.ShouldBe(StepState.Failed);
        runner["evaluate"].Why.ShouldNotBeNull().ShouldContain("has no 'results'");
    }

    [Fact]
    public void What_goes_on_is_looked_at_ever_less_often_and_when_its_time_is_over()
    {
        var runner = new Runner($$$"""  score: { {{{Score}}}, timeout: 1h }""").Look();

        foreach (var seconds in new[] { 1, 1, 2, 4, 8, 16, 30, 30 })
        {
            runner.Run.LooksAt.ShouldBe(runner.Now.AddSeconds(seconds));
            runner.After(TimeSpan.FromSeconds(seconds));
        }

        runner.Now = World.Utc("2026-01-01 12:59:50");
        runner.Look().Run.LooksAt.ShouldBe(World.Utc("2026-01-01 13:00:00"));
    }
}
