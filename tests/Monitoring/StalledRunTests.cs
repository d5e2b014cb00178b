using System.Diagnostics.Metrics;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Monitoring.Stalls;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Monitoring;

public sealed class StalledRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_whose_messages_are_lost_is_woken_and_ends_as_if_they_were_not()
    {
        await using var undisturbed = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var scored = await undisturbed.RunAsync(Prepared.Scoring);
        await using var host = await StandingAsync(scored);
        using var measured = new Measurements(host.Get<IMeterFactory>());

        await SweepAsync(host, minutes: 9);
        host.Messages.Published.ShouldBeEmpty();
        await SweepAsync(host, minutes: 1);

        var result = Json.Read<ScoreResult>((await host.Store.RunAsync("score-1")).Result!);
        result.ShouldBeEquivalentTo(Json.Read<ScoreResult>(scored.Result!) with { Seconds = result.Seconds });
        (await PredictionsAsync(host)).ShouldBe(await PredictionsAsync(undisturbed));
        measured.Of("presage.wakes").ShouldBe([new("presage.wakes", 1, "kind=score")]);
        (await host.Store.Wakes.ListAsync("score-1", Cancellation)).ShouldBe(
            [new(1, host.Clock.Now,
                "Nothing has happened since 2016-01-01 06:00:00: 1 of 1 slices of stage features missing, none of them begun.")]);
    }

    [Fact]
    public async Task A_run_that_was_never_planned_is_planned()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        await host.Get<RunTracker>().BeginAsync(RunKinds.Train, Prepared.Training, null, Prepared.Dataset, null, null, Cancellation);

        await SweepAsync(host, minutes: 10);

        (await host.Store.RunAsync("train-1")).State.ShouldBe(RunState.Succeeded);
        (await host.Store.Wakes.ListAsync("train-1", Cancellation)).ShouldHaveSingleItem().Why.ShouldEndWith("it was never planned.");
    }

    [Fact]
    public async Task A_slice_that_was_begun_gives_the_run_more_time_and_who_began_it_is_told()
    {
        await using var host = await StandingAsync(await ScoredAsync());
        await SweepAsync(host, minutes: 9);
        await host.Store.Attempts.BeginAsync("score-1", Stages.Features, 0, "worker-7", host.Clock.Now, Cancellation);

        await SweepAsync(host, minutes: 9);
        host.Messages.Published.ShouldBeEmpty();
        await SweepAsync(host, minutes: 1);

        (await host.Store.Wakes.ListAsync("score-1", Cancellation)).ShouldHaveSingleItem().Why.ShouldEndWith(
            "1 of 1 slices of stage features missing, 1 of them begun and not finished: slice 0 by worker-7 on 2016-01-01 "
                + "06:09:00 (attempt 1).");
    }

    [Fact]
    public async Task A_run_that_does_not_move_is_woken_ever_later_and_then_failed_with_what_is_known()
    {
        await using var host = await StandingAsync(await ScoredAsync(), slices: 2);
        await SweepAsync(host, minutes: 10);
        var moved = await CatchUpAsync(host);
        (await host.Store.Runs.ProgressAsync("score-1", Stages.Features, Cancellation))!.Done.ShouldBe(1);

        // The wake has brought the run on, and the second slice is none that anybody plans.
        (int Minutes, int Wakes)[] looks = [(9, 1), (1, 2), (19, 2), (1, 3), (39, 3)];
        foreach (var (minutes, wakes) in looks)
        {
            await SweepAsync(host, minutes);
            (await host.Store.Wakes.ListAsync("score-1", Cancellation)).Count.ShouldBe(wakes);
        }

        await SweepAsync(host, minutes: 1);

        var run = await host.Store.RunAsync("score-1");
        run.State.ShouldBe(RunState.Failed);
        run.Error.ShouldBe(new RunError(
            ErrorKind.Internal,
            "stuck",
            $"The run score-1 is stuck. Nothing has happened since {moved:yyyy-MM-dd HH:mm:ss}: 1 of 2 slices of stage features missing, "
                + "none of them begun. "
            + "It was woken 2 times since, and nothing moved.",
            "See that every service runs and what its log says, then retry the run."));
        host.Messages.Of<RunFailed>().ShouldHaveSingleItem().Code.ShouldBe("stuck");
        (await host.Store.HasFeaturesAsync(run)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_was_taken_up_again_has_all_its_time_again()
    {
        await using var host = await StandingAsync(await ScoredAsync(), slices: 2);
        foreach (var minutes in new[] { 10, 10, 20, 40 })
        {
            await SweepAsync(host, minutes);
            await CatchUpAsync(host);
        }

        await host.RetryAsync("score-1");
        await CatchUpAsync(host);
        await SweepAsync(host, minutes: 9);
        (await host.Store.Wakes.ListAsync("score-1", Cancellation)).Count.ShouldBe(3);
        await SweepAsync(host, minutes: 1);

        (await host.Store.RunAsync("score-1")).State.ShouldBe(RunState.Running);
        (await host.Store.Wakes.ListAsync("score-1", Cancellation)).Select(wake => wake.Number).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Only_one_of_those_that_look_at_once_wakes_a_run()
    {
        await using var host = await StandingAsync(await ScoredAsync());
        host.Clock.Now += TimeSpan.FromMinutes(10);

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Get<StalledRuns>().SweepAsync(Cancellation), Cancellation)));
        await host.Messages.SettledAsync();

        host.Messages.Of<StartScoring>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21, "Wakes")]
    [InlineData(1, "Patience")]
    public void Options_that_make_no_sense_are_refused(int value, string? option = null)
    {
        var options = option switch
        {
            "Wakes" => new StalledRunOptions { Wakes = value },
            "Patience" => new StalledRunOptions { Patience = TimeSpan.FromMilliseconds(value) },
            _ => new StalledRunOptions { Interval = TimeSpan.FromMilliseconds(value) },
        };

        Should.Throw<PresageException>(options.Validated).Code.ShouldBe("invalid-options");
    }

    private static async Task SweepAsync(PresageHost host, int minutes)
    {
        host.Clock.Now += TimeSpan.FromMinutes(minutes);
        await host.Get<StalledRuns>().SweepAsync(Cancellation);
        await host.Messages.SettledAsync();
    }

    /// <summary>Sets the clock, which stands, to when the run's last slice was done: that is its beginning and what was measured.</summary>
    private static async Task<DateTime> CatchUpAsync(PresageHost host)
    {
        var done = (await host.Store.Runs.ActivityAsync("score-1", Cancellation)).DoneAt;
        return host.Clock.Now = done > host.Clock.Now ? done.Value : host.Clock.Now;
    }

    private static async Task<IReadOnlyList<string>> PredictionsAsync(PresageHost host) =>
        [.. (await host.Store.PredictionsAsync(Prepared.Scoring.Results)).Select(Json.Write)];

    private static async Task<Run> ScoredAsync()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        return await host.RunAsync(Prepared.Scoring);
    }

    /// <summary>A host over a store in which a scoring was planned and nothing is on its way.</summary>
    private static async Task<PresageHost> StandingAsync(Run like, int slices = 1)
    {
        var host = await PresageHost.StartAsync(await Prepared.TrainedAsync(), settings: ("StalledRuns:Wakes", "2"));
        await host.Store.BeginAsync("score-1", like, Prepared.Scoring, slices);
        return host;
    }
}
