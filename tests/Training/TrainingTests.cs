using System.Text.Json.Nodes;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Training;

public sealed class TrainingTests
{
    [Fact]
    public async Task The_same_work_gives_the_same_version()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var again = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2" });

        (again.Version, again.Champion, again.Promotion).ShouldBe((1, true, "It is the champion already."));
        (await VersionsAsync(host)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Neither_slices_nor_threads_nor_the_moment_of_training_make_another_version()
    {
        await using var host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(), settings: [("Features:ReadingsPerSlice", "1000000"), ("Training:Threads", "1")]);
        host.Clock.Now = host.Clock.Now.AddDays(3);

        var again = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2" });

        host.Messages.Of<BuildFeatureSlice>().Count.ShouldBe(1);
        again.Version.ShouldBe(1);
    }

    [Fact]
    public async Task New_data_in_the_range_gives_a_new_version()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.Store.AddAsync(
            Prepared.Dataset, TestFleet.Create(TestStore.Scenario, machines: 11, Prepared.Days, known: Prepared.End.AddDays(2)));

        var again = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2" });

        again.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Data_after_the_range_changes_nothing()
    {
        await using var host = await PresageHost.StartAsync();
        await host.Store.AddAsync(Prepared.Dataset, Prepared.Fleet.Until(Prepared.TrainedTo));
        await host.RunAsync<StartTraining, TrainResult>(Prepared.Training);
        await host.Store.AddAsync(Prepared.Dataset, Prepared.Fleet.After(Prepared.TrainedTo));

        var again = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2" });

        again.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_later_version_waits_for_a_person()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var second = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2", Seed = 2 });

        (second.Version, second.Champion).ShouldBe((2, false));
        second.Promotion.ShouldContain("Version 1 stays the champion until a person promotes another");
        (await ChampionAsync(host)).Number.ShouldBe(1);
        host.Messages.Of<ModelTrained>().ShouldHaveSingleItem().ShouldBe(
            new ModelTrained("train-2", Prepared.Dataset, Prepared.Dataset, 2, "decision-tree", false));
    }

    [Fact]
    public async Task A_better_version_is_promoted_where_that_is_switched_on()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync(), settings: ("Training:Promotion", "Automatic"));

        var better = await host.RunAsync<StartTraining, TrainResult>(
            Prepared.Training with { RunId = "train-2", Algorithm = "logistic-regression" });

        (better.Version, better.Champion).ShouldBe((2, true), better.Promotion);
        (await ChampionAsync(host)).Number.ShouldBe(2);
        var promotion = (await host.Store.Models.PromotionsAsync(Prepared.Dataset, TestContext.Current.CancellationToken))[^1];
        (promotion.Version, promotion.By, promotion.Reason).ShouldBe((2, "run train-2", better.Promotion));
    }

    [Fact]
    public async Task The_champion_is_judged_on_the_rows_that_the_new_version_was_tested_on()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync(), settings: ("Training:Promotion", "Automatic"));
        var champion = Json.Read<Dictionary<string, EvaluationFigures>>((await ChampionAsync(host)).Metrics);
        var meanPrAuc = champion["test"].Components.Values.Average(component => component.PrAuc);

        var twin = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2", Seed = 2 });

        twin.Champion.ShouldBeFalse();
        twin.Promotion.ShouldContain(FormattableString.Invariant($"is {meanPrAuc:0.0000} against the champion's {meanPrAuc:0.0000}"));
    }

    [Fact]
    public async Task A_sweep_registers_the_best_of_its_trials()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartTraining, TrainResult>(
            Prepared.Training with { Algorithm = null, Trials = 4, Model = "sweep" });

        result.Trials.Select(trial => trial.Trial).ShouldBe([0, 1, 2, 3]);
        var slices = await host.Store.Runs.SlicesAsync(result.Run, Stages.Trials, TestContext.Current.CancellationToken);
        var best = ModelSelection.Best([.. slices.Select(slice => Json.Read<TrialResult>(slice.Result!))]);
        result.Algorithm.ShouldBe(best.Spec.Algorithm);
        result.Model.ShouldBe("sweep");
        result.Importance.Sum(feature => feature.Share).ShouldBe(1, 1e-9);
    }

    [Fact]
    public async Task A_version_says_what_it_was_made_from()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var version = await ChampionAsync(host);
        var lineage = JsonNode.Parse(version.Lineage)!;
        var model = Model.FromBytes(
            await host.Store.Models.ArtifactAsync(version.Name, version.Number, TestContext.Current.CancellationToken), TrainerCatalog.Own);

        ((string)lineage["dataset"]!).ShouldBe(Prepared.Dataset);
        ((DateTime)lineage["to"]!).ShouldBe(Prepared.TrainedTo);
        ((string)lineage["scenarioHash"]!).ShouldBe(TestStore.Scenario.Hash);
        ((string)lineage["run"]!).ShouldBe("train-1");
        ((string)lineage["engineVersion"]!).ShouldNotBeEmpty();
        version.Thresholds.Values.ShouldBe(model.Thresholds);
        model.Columns.Zip(model.Baseline).Where(pair => pair.First.Name == "volt_mean_24h")
            .ShouldHaveSingleItem().Second.Usual.ShouldBe(170.8, 2);
    }

    [Fact]
    public async Task Features_are_gone_when_the_model_is_there()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        (await host.Store.HasFeaturesAsync(Prepared.Training.RunId!)).ShouldBeFalse();
    }

    private static Task<IReadOnlyList<ModelVersion>> VersionsAsync(PresageHost host) =>
        host.Store.Models.ListAsync(Prepared.Dataset, default);

    private static async Task<ModelVersion> ChampionAsync(PresageHost host) =>
        (await host.Store.Models.FindAsync(Prepared.Dataset, null, default)).ShouldNotBeNull();
}
