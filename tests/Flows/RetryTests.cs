using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class RetryTests
{
    private static readonly (string Key, string Value) SmallSlices = ("Features:ReadingsPerSlice", "1000");

    private static readonly PresageException Broken = new(ErrorKind.Invalid, "broken", "It broke.", "Mend it.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_training_that_failed_when_its_model_was_selected_builds_its_features_anew_and_keeps_its_trials()
    {
        await using var faultless = await PresageHost.StartAsync(await Prepared.FilledAsync(), settings: SmallSlices);
        await faultless.RunAsync(Prepared.Training);
        await using var host = await FailedAsync<IModels>(await Prepared.FilledAsync(), nameof(IModels.RegisterAsync), Prepared.Training);

        var run = await host.RetryAsync("train-1");

        (run.State, run.Retries, run.ResumedAt).ShouldBe((RunState.Succeeded, 1, host.Clock.Now));
        (await AttemptsAsync(host, run.Id, Stages.Features)).ShouldAllBe(attempt => attempt == 2);
        (await AttemptsAsync(host, run.Id, Stages.Trials)).ShouldBe([1]);
        (await AttemptsAsync(host, run.Id, Stages.Select)).ShouldBe([2]);
        (await Outcome.OfAsync(host.Store)).ShouldBe(await Outcome.OfAsync(faultless.Store));
    }

    [Fact]
    public async Task A_scoring_with_some_slices_done_builds_and_scores_the_others()
    {
        await using var faultless = await PresageHost.StartAsync(await Prepared.TrainedAsync(), settings: SmallSlices);
        await faultless.RunAsync(Prepared.Scoring);
        await using var host = await FailedAsync<IPredictions>(
            await Prepared.TrainedAsync(), nameof(IPredictions.WriteAsync), Prepared.Scoring, call: 2, concurrency: 1);
        var done = (await host.Store.Runs.SlicesAsync("score-1", Stages.Score, Cancellation)).Select(slice => slice.Slice).ToList();

        var run = await host.RetryAsync("score-1");

        run.State.ShouldBe(RunState.Succeeded);
        done.Count.ShouldBe(1);
        var features = await AttemptsAsync(host, run.Id, Stages.Features);
        features.Select((attempts, slice) => attempts == (done.Contains(slice) ? 1 : 2)).ShouldAllBe(isRight => isRight);
        (await AttemptsAsync(host, run.Id, Stages.Score))[done[0]].ShouldBe(1);
        (await Outcome.OfAsync(host.Store)).ShouldBe(await Outcome.OfAsync(faultless.Store));
    }

    [Theory]
    [InlineData(RunKinds.Train)]
    [InlineData(RunKinds.Score)]
    [InlineData(RunKinds.Evaluate)]
    [InlineData(RunKinds.Features)]
    public async Task Whichever_slice_fails_a_retry_ends_as_if_none_had(string kind)
    {
        var (request, slices, expected) = await UndisturbedAsync(kind);
        for (var slice = 1; slice <= slices; slice++)
        {
            await using var host = await FailedAsync<IRuns>(await BeforeAsync(kind), nameof(IRuns.CompleteSliceAsync), request, slice);

            (await host.RetryAsync(request.RunId!)).State.ShouldBe(RunState.Succeeded);

            (await Outcome.OfAsync(host.Store)).ShouldBe(expected, $"slice {slice} of {slices}");
        }
    }

    [Theory]
    [InlineData(RunKinds.Train)]
    [InlineData(RunKinds.Score)]
    [InlineData(RunKinds.Evaluate)]
    [InlineData(RunKinds.Features)]
    public Task A_run_that_is_cancelled_and_taken_up_again_before_a_slice_in_hand_is_begun_ends_as_if_nothing_had_been(string kind) =>
        ShouldEndAsIfNothingHadBeenAsync<ISliceAttempts>(kind, nameof(ISliceAttempts.BeginAsync));

    [Theory]
    [InlineData(RunKinds.Train)]
    [InlineData(RunKinds.Score)]
    [InlineData(RunKinds.Evaluate)]
    [InlineData(RunKinds.Features)]
    public Task A_run_that_is_cancelled_and_taken_up_again_before_a_slice_in_hand_is_done_ends_as_if_nothing_had_been(string kind) =>
        ShouldEndAsIfNothingHadBeenAsync<IRuns>(kind, nameof(IRuns.CompleteSliceAsync));

    [Theory]
    [InlineData(RunKinds.Train)]
    [InlineData(RunKinds.Score)]
    [InlineData(RunKinds.Features)]
    public Task A_run_that_is_cancelled_and_taken_up_again_before_features_in_hand_are_stored_ends_as_if_nothing_had_been(string kind) =>
        ShouldEndAsIfNothingHadBeenAsync<IFeatureSets>(kind, nameof(IFeatureSets.PutAsync));

    [Theory]
    [InlineData(RunKinds.Train)]
    [InlineData(RunKinds.Score)]
    public Task A_run_that_is_cancelled_and_taken_up_again_before_features_are_read_ends_as_if_nothing_had_been(string kind) =>
        ShouldEndAsIfNothingHadBeenAsync<IFeatureSets>(kind, nameof(IFeatureSets.GetAsync));

    /// <summary>
    /// Cancels the run and takes it up again just before a call of a port: before the first one, before the second, and so on.
    /// </summary>
    private static async Task ShouldEndAsIfNothingHadBeenAsync<TPort>(string kind, string method)
        where TPort : class
    {
        var (request, slices, expected) = await UndisturbedAsync(kind);
        for (var slice = 1; slice <= slices; slice++)
        {
            PresageHost? host = null;
            await using var started = host = await PresageHost.StartAsync(
                await BeforeAsync(kind),
                HookedPort.Before<TPort>(method, async call =>
                {
                    if (call != slice)
                        return;

                    await host!.Get<RunCancel>().CancelAsync(request.RunId!, "Because.", Cancellation);
                    await host.Get<RunRetry>().RetryAsync(request.RunId!, host.Get<IBus>(), Cancellation);
                }),
                SmallSlices);

            await host.PublishAsync(request, Guid.NewGuid());

            if ((await host.Store.RunAsync(request.RunId!)).Retries == 0)
            {
                slice.ShouldBeGreaterThan(1);
                break;
            }

            (await Outcome.OfAsync(host.Store)).ShouldBe(expected, $"slice {slice} of {slices}");
        }
    }

    [Fact]
    public async Task What_was_sent_before_a_retry_waits_until_the_features_are_there_again()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var scored = await host.RunAsync(Prepared.Scoring);
        await host.Store.BeginAsync("score-2", scored, Prepared.Scoring with { RunId = "score-2" }, slices: 2);
        await host.Store.Runs.PlanStageAsync("score-2", Stages.Score, 2, scored.StartedAt, Cancellation);
        var trained = await host.Store.RunAsync("train-1");
        await host.Store.BeginAsync("train-2", trained, Prepared.Training with { RunId = "train-2" }, slices: 2);
        await host.Store.Runs.PlanStageAsync("train-2", Stages.Trials, 1, scored.StartedAt, Cancellation);

        await host.PublishAsync(new ScoreSlice("score-2", 0), Guid.NewGuid());
        await host.PublishAsync(new ScoringFeaturesBuilt("score-2", Prepared.Dataset, 2, 10), Guid.NewGuid());
        await host.PublishAsync(new RunTrial("train-2", 0, "decision-tree", new Dictionary<string, double>()), Guid.NewGuid());
        await host.PublishAsync(new TrainingFeaturesBuilt("train-2", Prepared.Dataset, 2, 10), Guid.NewGuid());
        await host.PublishAsync(new SelectModel("train-2"), Guid.NewGuid());

        foreach (var (run, stage) in new[] { ("score-2", Stages.Score), ("train-2", Stages.Trials), ("train-2", Stages.Select) })
        {
            (await host.Store.RunAsync(run)).State.ShouldBe(RunState.Running);
            (await AttemptsAsync(host, run, stage)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_run_that_failed_before_it_had_a_plan_is_planned_with_what_is_there_now()
    {
        await using var host = await PresageHost.StartAsync();
        var failed = await host.RunAsync(Prepared.Training);
        await host.Store.AddAsync(Prepared.Dataset, Prepared.Fleet);

        var run = await host.RetryAsync("train-1");

        failed.Error!.Code.ShouldBe("unknown-dataset");
        run.State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_run_that_has_a_plan_keeps_it()
    {
        await using var host = await FailedAsync<IPredictions>(
            await Prepared.TrainedAsync(), nameof(IPredictions.WriteAsync), Prepared.Scoring);
        var failed = await host.Store.RunAsync("score-1");
        await host.RunAsync(Prepared.Training with { RunId = "train-2", Seed = 2 });
        await host.Store.Models.PromoteAsync(new Promotion(Prepared.Dataset, 2, host.Clock.Now, "test", "newer"), Cancellation);

        var run = await host.RetryAsync("score-1");

        run.Plan.ShouldBe(failed.Plan);
        (await host.Store.PredictionsAsync("predictions")).ShouldAllBe(row => row.Version == 1);
    }

    [Fact]
    public async Task A_command_given_again_takes_up_the_run_that_was_taken_up_and_none_other_is_taken_up_beside_it()
    {
        await using var host = await FailedAsync<IPredictions>(
            await Prepared.TrainedAsync(), nameof(IPredictions.WriteAsync), Prepared.Scoring);
        var failed = await host.Store.RunAsync("score-1");
        await host.Store.Runs.StartAsync(
            failed with { Id = "score-2", State = RunState.Running, Error = null, EndedAt = null }, Cancellation);

        (await RefusedAsync(host, "score-1")).Code.ShouldBe("same-running");
        await host.Get<RunCancel>().CancelAsync("score-2", "Because.", Cancellation);
        await host.Store.Runs.ReopenAsync("score-1", Stages.Features, [], host.Clock.Now, Cancellation);

        (await host.Store.Runs.FindUnfinishedAsync(failed.Key, Cancellation))!.Id.ShouldBe("score-1");
        (await RefusedAsync(host, "score-2")).Code.ShouldBe("same-running");
    }

    [Fact]
    public async Task Only_a_run_that_ended_without_success_can_be_retried()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var trained = await host.Store.RunAsync("train-1");
        await host.Store.Runs.StartAsync(trained with { Id = "train-2", Key = "other", State = RunState.Running }, Cancellation);

        (await RefusedAsync(host, "nothing")).Code.ShouldBe("unknown-run");
        (await RefusedAsync(host, "train-1")).Code.ShouldBe("run-succeeded");
        (await RefusedAsync(host, "train-2")).Code.ShouldBe("run-running");
    }

    private static Task<PresageException> RefusedAsync(PresageHost host, string run) =>
        Should.ThrowAsync<PresageException>(() => host.RetryAsync(run));

    /// <summary>A host in which a run failed just before a call of a port.</summary>
    private static async Task<PresageHost> FailedAsync<TPort>(
        TestFolder before, string method, IRunMessage request, int call = 1, int concurrency = 2)
        where TPort : class
    {
        var host = await PresageHost.StartAsync(
            before, HookedPort.Before<TPort>(method, number => number == call ? Task.FromException(Broken) : Task.CompletedTask),
            SmallSlices, ("Scoring:Concurrency", $"{concurrency}"));
        await host.PublishAsync(request, Guid.NewGuid());

        var run = await host.Store.RunAsync(request.RunId!);
        run.Error!.Code.ShouldBe(Broken.Code);
        (await host.Store.HasFeaturesAsync(run)).ShouldBeFalse();
        return host;
    }

    private static async Task<IReadOnlyList<int>> AttemptsAsync(PresageHost host, string run, string stage) =>
        [.. (await host.Store.Attempts.ListAsync(run, stage, Cancellation)).Select(slice => slice.Attempt)];

    private static IRunMessage RequestOf(string kind) => kind switch
    {
        RunKinds.Train => Prepared.Training with { Algorithm = null, Trials = 4, Search = "random" },
        RunKinds.Score => Prepared.Scoring,
        RunKinds.Evaluate => new StartEvaluation("evaluate-1", Prepared.Scoring.Results),
        _ => new StartFeatures("features-1", Prepared.Dataset, TestFleet.Start, Prepared.End),
    };

    private static Task<TestFolder> BeforeAsync(string kind) => kind switch
    {
        RunKinds.Score => Prepared.TrainedAsync(),
        RunKinds.Evaluate => Prepared.ScoredAsync(),
        _ => Prepared.FilledAsync(),
    };

    private static async Task<(IRunMessage Request, int Slices, string Outcome)> UndisturbedAsync(string kind)
    {
        var request = RequestOf(kind);
        await using var host = await PresageHost.StartAsync(await BeforeAsync(kind), settings: SmallSlices);
        await host.PublishAsync(request, Guid.NewGuid());

        (await host.Store.RunAsync(request.RunId!)).State.ShouldBe(RunState.Succeeded);
        var slices = (await host.Store.Runs.StagesAsync(request.RunId!, Cancellation)).Sum(stage => stage.Slices);
        slices.ShouldBeGreaterThan(2);
        return (request, slices, await Outcome.OfAsync(host.Store));
    }
}
