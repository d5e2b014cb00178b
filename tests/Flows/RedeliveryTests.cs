using Presage.Contracts;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class RedeliveryTests
{
    [Fact]
    public async Task Delivering_every_message_again_when_all_is_done_changes_nothing()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        await Prepared.RunAllAsync(host);
        var before = await Outcome.OfAsync(host.Store);
        var kinds = host.Messages.Published.Select(message => message.Message.GetType().Name).Distinct().Order().ToList();

        await host.RedeliverAllAsync();

        kinds.ShouldBe(
        [
            "BuildFeatureSlice", "EvaluateSlice", "EvaluationCompleted", "FailurePredicted", "FeaturesWritten", "ModelTrained",
            "RunTrial", "ScoreSlice",
            "ScoringCompleted", "ScoringFeaturesBuilt", "SelectModel", "StartEvaluation", "StartFeatures", "StartScoring", "StartTraining",
            "TrainingFeaturesBuilt",
        ]);
        (await Outcome.OfAsync(host.Store)).ShouldBe(before);
    }

    [Fact]
    public async Task A_request_that_comes_twice_at_once_is_one_run()
    {
        await using var once = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await using var twice = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        await once.RunAsync(Prepared.Scoring);
        await Task.WhenAll(twice.RunAsync(Prepared.Scoring), twice.RunAsync(Prepared.Scoring));

        (await Outcome.OfAsync(twice.Store)).ShouldBe(await Outcome.OfAsync(once.Store));
    }

    [Fact]
    public async Task A_run_that_stopped_in_the_middle_goes_on_when_its_request_comes_again()
    {
        await using var once = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var scored = await once.RunAsync(Prepared.Scoring);
        var slices = once.Messages.Of<BuildFeatureSlice>();
        await using var stopped = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await stopped.Store.BeginAsync(scored.Id, scored, Prepared.Scoring, slices.Count);
        await stopped.PublishAsync(slices[0], Guid.NewGuid());

        await stopped.RunAsync(Prepared.Scoring);

        stopped.Messages.Of<BuildFeatureSlice>().Count(slice => slice == slices[0]).ShouldBe(1);
        (await Outcome.OfAsync(stopped.Store)).ShouldBe(await Outcome.OfAsync(once.Store));
    }
}
