using Microsoft.Extensions.DependencyInjection;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;
using Presage.Training.Sweeps;

namespace Presage.Tests.Training;

public sealed class TrialBudgetTests
{
    [Theory]
    [InlineData(null, null, 4)]
    [InlineData("random", 2, 8)]
    public async Task When_the_budget_is_spent_only_the_default_runs_and_the_rest_is_recorded_as_skipped(
        string? search, int? folds, int slices)
    {
        await using var host = await StartAsync();

        var result = await host.RunAsync<StartTraining, TrainResult>(
            Prepared.Training with { Search = search, Folds = folds, Trials = 4, BudgetSeconds = 0.001 });

        var stage = await host.Store.Runs.ProgressAsync(result.Run, Stages.Trials, TestContext.Current.CancellationToken);
        (stage!.Slices, stage.Done).ShouldBe((slices, slices));
        result.Trials.Select(trial => trial.Skipped ?? false).ShouldBe([false, true, true, true]);
        result.Trials[0].Parameters.ShouldBeEmpty();
        result.Trials[0].Score.ShouldBeGreaterThan(0);
        result.Notices.ShouldContain(new Notice("budget-spent", "The budget was spent before 3 of 4 trials could start."));
    }

    [Fact]
    public async Task A_halving_that_is_out_of_time_judges_the_default_in_full()
    {
        await using var host = await StartAsync();

        var result = await host.RunAsync<StartTraining, TrainResult>(
            Prepared.Training with { Search = "halving", Trials = 9, BudgetSeconds = 0.001 });

        result.Trials[0].Rung.ShouldBe(3);
        result.Trials.Skip(1).ShouldAllBe(trial => trial.Skipped == true);
    }

    [Fact]
    public async Task Enough_time_changes_nothing()
    {
        await using var host = await StartAsync();

        var result = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { Trials = 4, BudgetSeconds = 86_400 });

        result.Trials.ShouldAllBe(trial => trial.Skipped == null);
        result.Notices.ShouldNotContain(notice => notice.Code == "budget-spent");
    }

    [Theory]
    [InlineData(9.9, 2, true)]
    [InlineData(10, 0, true)]
    [InlineData(10, 2, false)]
    [InlineData(10, 4, true)]
    [InlineData(10, 6, false)]
    public async Task What_has_begun_is_finished(double seconds, int slice, bool isOpen)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var store = new TestStore(folder.Path);
        var built = TestFleet.Start;
        await store.Runs.PlanStageAsync("run", Stages.Features, 1, built, cancellation);
        await store.Runs.CompleteSliceAsync("run", Stages.Features, new SliceRecord(0, "worker", 1, built, built, 1, "{}"), cancellation);
        await store.Runs.PlanStageAsync("run", Stages.Trials, 8, built, cancellation);
        await store.Runs.CompleteSliceAsync("run", Stages.Trials, new SliceRecord(5, "worker", 1, built, built, 1, "{}"), cancellation);
        await store.Runs.CompleteSliceAsync("run", Stages.Trials, new SliceRecord(7, "worker", 1, built, built, 0), cancellation);
        var gate = new TrialGate(store.Runs, store.TimeOf(new TestClock(built.AddSeconds(seconds))));
        var sweep = Sweep.Of(new SweepSettings(Trials: 4, Folds: 2, BudgetSeconds: 10), TrainerCatalog.Own);

        var open = await gate.IsOpenAsync(
            "run", sweep, new RunTrial("run", slice, "", new Dictionary<string, double>(), 0, 0), cancellation);

        open.ShouldBe(isOpen);
    }

    private static async Task<PresageHost> StartAsync() => await PresageHost.StartAsync(
        await Prepared.FilledAsync(), services => services.AddSingleton<TimeProvider>(new TickingClock(TestFleet.Start.AddYears(1))));

    /// <summary>A second goes by each time that somebody looks.</summary>
    private sealed class TickingClock(DateTime start) : TimeProvider
    {
        private int _seconds;

        public override DateTimeOffset GetUtcNow() => new(start.AddSeconds(Interlocked.Increment(ref _seconds)));
    }
}
