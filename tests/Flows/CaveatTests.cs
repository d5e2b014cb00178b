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
        await using var host = await StartAsync(new PumpFleet { Announced = 5 });

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

    private static async Task<PresageHost> StartAsync(PumpFleet fleet)
    {
        var host = await PresageHost.StartAsync();
        host.Clock.Now = PumpFleet.Start.AddYears(1);
        await host.Store.AddAsync(PumpFleet.Dataset, fleet.Create(), PumpFleet.Scenario);
        return host;
    }
}
