using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

/// <summary>What is wrong with data and models is said, with a code, where a person looks.</summary>
public sealed class CaveatTests
{
    private static readonly StartTraining s_training = new(
        "train-1", PumpFleet.Dataset, PumpFleet.Start, PumpFleet.TrainedTo, Algorithm: "gradient-boosting", Trials: 1);

    private static readonly StartScoring s_scoring = new("score-1", PumpFleet.Dataset, PumpFleet.TrainedTo, PumpFleet.End, "results");

    private static readonly StartEvaluation s_evaluation = new("evaluate-1", "results");

    [Fact]
    public async Task A_model_of_noise_says_that_it_is_no_better_than_chance_and_is_not_promoted()
    {
        // Of noise one fleet in twenty is taken for skill, as the interval says; the first one is.
        await using var host = await StartAsync(new PumpFleet { Announced = 5 }, seed: 2);

        var trained = await host.RunAsync<StartTraining, TrainResult>(s_training);
        var refused = await host.RunAsync(s_scoring);
        await host.RunAsync<StartScoring, ScoreResult>(s_scoring with { RunId = "score-2", Model = $"{PumpFleet.Dataset}@1" });
        var evaluated = await host.RunAsync<StartEvaluation, EvaluateResult>(s_evaluation);

        trained.Notices.Select(notice => notice.Code).ShouldContain("no-skill");
        trained.Champion.ShouldBeFalse();
        trained.Promotion.ShouldStartWith("It is no better than chance: ");
        (await host.Store.Models.FindAsync(PumpFleet.Dataset, null, TestContext.Current.CancellationToken)).ShouldBeNull();
        refused.Error!.Code.ShouldBe("no-champion");
        refused.Error.Remedy.ShouldContain($"{PumpFleet.Dataset}@1");
        evaluated.Notices.Select(notice => notice.Code).ShouldContain("no-skill");
        evaluated.Skill!.BetterThanChance.ShouldBe(false);
    }

    [Fact]
    public async Task A_model_that_has_learnt_something_has_no_such_notice()
    {
        await using var host = await StartAsync(new PumpFleet());

        var trained = await host.RunAsync<StartTraining, TrainResult>(s_training);
        await host.RunAsync<StartScoring, ScoreResult>(s_scoring);
        var evaluated = await host.RunAsync<StartEvaluation, EvaluateResult>(s_evaluation);

        trained.Champion.ShouldBeTrue(trained.Promotion);
        evaluated.Components["pump"].Skill!.BetterThanChance.ShouldBe(true);
        evaluated.Components["pump"].Skill!.BetterThanAge.ShouldBe(true);
        evaluated.Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sensor_that_changes_its_unit_after_training_lies_outside_of_what_the_model_was_trained_on()
    {
        await using var host = await StartAsync(new PumpFleet { FahrenheitFrom = PumpFleet.TrainedTo });
        await host.RunAsync<StartTraining, TrainResult>(s_training);

        var scored = await host.RunAsync<StartScoring, ScoreResult>(s_scoring);

        var notice = scored.Notices.ShouldHaveSingleItem();
        notice.Code.ShouldBe("out-of-range");
        notice.Message.ShouldMatch(
            $"^temp 6 h (mean|last) lies outside of what pumps@1 was trained on in 9\\d\\d of {scored.Rows} rows "
            + "\\(140 C on average, usually 60 C\\)\\.$");
    }

    [Fact]
    public async Task A_sensor_that_falls_silent_after_training_is_missing()
    {
        await using var host = await StartAsync(new PumpFleet { Missing = 1, MissingFrom = PumpFleet.TrainedTo });
        await host.RunAsync<StartTraining, TrainResult>(s_training);

        var scored = await host.RunAsync<StartScoring, ScoreResult>(s_scoring);

        var notice = scored.Notices.ShouldHaveSingleItem();
        notice.Code.ShouldBe("always-missing");
        notice.Message.ShouldStartWith("vib ");
    }

    [Fact]
    public async Task A_sensor_that_training_never_saw_is_missing_there()
    {
        await using var host = await StartAsync(new PumpFleet { Missing = 0 });

        var trained = await host.RunAsync<StartTraining, TrainResult>(s_training);
        var scored = await host.RunAsync<StartScoring, ScoreResult>(s_scoring with { Model = $"{PumpFleet.Dataset}@1" });

        trained.Notices.ShouldContain(new Notice(
            "always-missing", "temp is missing in every row of training: nothing is learnt from it."));
        scored.Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_of_several_versions_and_of_the_range_of_training_are_told_apart()
    {
        await using var host = await StartAsync(new PumpFleet());
        await host.RunAsync<StartTraining, TrainResult>(s_training);
        await host.RunAsync<StartTraining, TrainResult>(s_training with { RunId = "train-2", To = PumpFleet.TrainedTo.AddDays(-10) });
        var early = s_scoring with { From = PumpFleet.TrainedTo.AddDays(-5) };
        var first = await host.RunAsync<StartScoring, ScoreResult>(early);
        var second = await host.RunAsync<StartScoring, ScoreResult>(
            early with { RunId = "score-2", From = PumpFleet.TrainedTo, To = PumpFleet.TrainedTo.AddDays(16), Model = "pumps@2" });

        var evaluated = await host.RunAsync<StartEvaluation, EvaluateResult>(s_evaluation);

        (first.Rows, second.Rows).ShouldBe((1_080, 384));
        evaluated.Notices.Select(notice => notice.Code).ShouldBe(["several-versions", "evaluated-on-training-range"]);
        evaluated.Notices[0].Message.ShouldStartWith("696 rows are of pumps@1 and 384 rows are of pumps@2: ");
        evaluated.Notices[1].Message.ShouldStartWith("120 of 696 rows of pumps@1, 2024-03-15 to 2024-03-20 (4.8 days), lie in the range");
    }

    private static async Task<PresageHost> StartAsync(PumpFleet fleet, long seed = 1)
    {
        var host = await PresageHost.StartAsync();
        host.Clock.Now = PumpFleet.Start.AddYears(1);
        await host.Store.AddAsync(PumpFleet.Dataset, fleet.Create(seed), PumpFleet.Scenario);
        return host;
    }
}
