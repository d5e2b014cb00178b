using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class MainFlowTests
{
    [Fact]
    public async Task A_fleet_is_learnt_scored_and_judged()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var trained = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training);
        var scored = await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        var judged = await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", "predictions"));

        (trained.Model, trained.Version, trained.Champion).ShouldBe((Prepared.Dataset, 1, true));
        trained.Metrics.Keys.ShouldBe(["calibrate", "test"]);
        scored.Rows.ShouldBe(10 * 2 * 15);
        (scored.Written, scored.Unchanged).ShouldBe((scored.Rows, 0));
        scored.Alarms.ShouldBeGreaterThan(0);
        judged.Rows.ShouldBe(scored.Rows);
        judged.Unlabelled.ShouldBe(10 * 4);
        judged.Confusion.Sum(row => row.Sum()).ShouldBe(judged.Rows - judged.Unlabelled);
        judged.F1.ShouldBeGreaterThan(0.5);
        judged.Events.Recall.ShouldBeGreaterThan(0.5);
    }
}
