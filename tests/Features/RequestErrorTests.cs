using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Features;

public sealed class RequestErrorTests
{
    private static readonly StartTraining Training = Prepared.Training with { RunId = "run" };
    private static readonly StartScoring Scoring = Prepared.Scoring with { RunId = "run" };
    private static readonly StartFeatures Export = new("run", Prepared.Dataset, TestFleet.Start, Prepared.End);

    public static TheoryData<string, object> Mistakes { get; } = new()
    {
        { "unknown-dataset", Training with { Dataset = "no-such" } },
        { "unknown-dataset", Training with { Dataset = null! } },
        { "empty-range", Training with { To = TestFleet.Start } },
        { "empty-range", Scoring with { From = Scoring.To } },
        { "empty-range", Export with { To = TestFleet.Start.AddDays(-1) } },
        { "range-outside-data", Training with { To = TestFleet.Start.AddDays(-1), From = TestFleet.Start.AddDays(-9) } },
        { "range-outside-data", Scoring with { From = Prepared.End.AddDays(1), To = Prepared.End.AddDays(2) } },
        { "unknown-preset", Training with { Preset = "no-such" } },
        { "unknown-preset", Export with { Preset = "no-such" } },
        { "invalid-horizon", Training with { HorizonHours = 0 } },
        { "invalid-horizon", Export with { HorizonHours = -1 } },
        { "unknown-algorithm", Training with { Algorithm = "no-such" } },
        { "unknown-search", Training with { Search = "grid" } },
        { "halving-trials", Training with { Search = "halving", Trials = 2 } },
        { "budget", Training with { BudgetSeconds = -1 } },
        { "folds", Training with { Folds = 0 } },
        { "range-too-short", Training with { Folds = 20 } },
        { "set-without-algorithm", Training with { Algorithm = null, Set = new Dictionary<string, double> { ["leaves"] = 31 } } },
        { "unknown-parameter", Training with { Set = new Dictionary<string, double> { ["leaves"] = 31 } } },
        { "unknown-parameter",
            Training with { Algorithm = "gradient-boosting", Set = new Dictionary<string, double> { ["rounds.4"] = 31 } } },
        { "unknown-parameter",
            Training with { Algorithm = "gradient-boosting", Set = new Dictionary<string, double> { ["monotone.no-such"] = 1 } } },
        { "parameter-out-of-range", Training with { Set = new Dictionary<string, double> { ["depth"] = 0 } } },
        { "bad-space", Training with { Space = "decision-tree: {deep: [1, 2]}" } },
        { "bad-space", Training with { Space = $"decision-tree: {{depth: [1, 2]}} # {new string('x', 5_000)}" } },
        { "nothing-to-search", Training with { Space = "random-forest: {depth: [1, 2]}" } },
        { "invalid-name", Training with { Model = "a name" } },
        { "invalid-name", Scoring with { Results = "../results" } },
        { "no-failures", Training with { To = TestFleet.Start.AddDays(2) } },
        { "too-few-rows", Training with { To = TestFleet.Start.AddDays(5), HorizonHours = 72 } },
        { "no-telemetry", Training with { AsOf = TestFleet.Start } },
        { "no-telemetry", Scoring with { AsOf = TestFleet.Start } },
        { "no-telemetry", Export with { AsOf = TestFleet.Start } },
        { "no-rows", Export with { From = TestFleet.Start.AddHours(7), To = TestFleet.Start.AddHours(8) } },
        { "unknown-model", Scoring with { Model = "no-such" } },
        { "unknown-version", Scoring with { Model = $"{Prepared.Dataset}@9" } },
        { "invalid-model", Scoring with { Model = $"{Prepared.Dataset}@latest" } },
        { "unknown-results", new StartEvaluation("run", "no-such") },
        { "unknown-results", new StartEvaluation("run", null!) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_mistake_in_a_request_fails_the_run_with_what_is_wrong_and_what_to_do(string code, object request)
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        await host.PublishAsync(request, Guid.NewGuid());

        var run = await host.Store.RunAsync("run");
        run.State.ShouldBe(RunState.Failed);
        run.Error!.Code.ShouldBe(code, run.Error.Message);
        run.Error.Remedy.ShouldNotBeEmpty();
        host.Messages.Of<RunFailed>().ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_mistake_in_a_sweep_is_told_before_features_are_built_as_it_is_on_the_command_line()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        var request = Training with { Algorithm = "gradient-boosting", Set = new Dictionary<string, double> { ["leafs"] = 31 } };

        var run = await host.RunAsync(request);

        var told = Should.Throw<PresageException>(() => SweepRequest.Of(request, TrainerCatalog.Own));
        (run.Error!.Message, run.Error.Remedy).ShouldBe((told.Message, told.Remedy));
        host.Messages.Of<BuildFeatureSlice>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_range_without_data_is_answered_with_what_the_data_covers()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var run = await host.RunAsync(Scoring with { From = Prepared.End.AddDays(1), To = Prepared.End.AddDays(2) });

        run.Error!.Remedy.ShouldContain("2015-01-01 06:00 to 2015-03-02 05:00");
    }

    [Fact]
    public async Task A_data_set_without_readings_says_so()
    {
        await using var host = await PresageHost.StartAsync();
        await host.Store.CreateDataSetAsync("empty");

        var run = await host.RunAsync(Scoring with { Dataset = "empty" });

        run.Error!.Code.ShouldBe("no-telemetry");
        run.Error.Message.ShouldBe("The data set 'empty' has no readings.");
    }

    [Fact]
    public async Task A_request_that_names_no_run_gives_its_run_the_id_of_its_message()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var message = Guid.NewGuid();

        await host.PublishAsync(Prepared.Scoring with { RunId = null }, message);

        (await host.Store.RunAsync($"run-{message:n}")).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_model_of_another_scenario_does_not_fit()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var scenario = TestStore.ScenarioText.Replace("windows: [12h, 24h, 36h]", "windows: [12h, 24h, 48h]", StringComparison.Ordinal);
        await host.Store.CreateDataSetAsync("other", scenario);
        await host.Store.AddAsync("other", Prepared.Fleet);

        var run = await host.RunAsync(Scoring with { Dataset = "other", Model = Prepared.Dataset });

        run.Error!.Code.ShouldBe("model-does-not-fit");
    }
}
