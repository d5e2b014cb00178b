using System.Text.Json.Nodes;
using Presage.Contracts;
using Presage.Contracts.Results;
using Presage.Engine.Learning;
using Presage.Storage.Models;
using Presage.Tests.Services.Harness;

namespace Presage.Tests.Services.Training;

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
        await host.Store.AddAsync(Prepared.Dataset, TestFleet.Create(TestStore.Scenario, machines: 11, Prepared.Days, known: Prepared.End.AddDays(2)));

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
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync(), settings: ("Training:Promotion", "Automatic"));
        var poor = Prepared.Training with { RunId = "train-1", Preset = "default", Algorithm = "logistic-regression", To = TestFleet.Start.AddDays(30) };
        await host.RunAsync<StartTraining, TrainResult>(poor);

        var better = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2", Algorithm = "gradient-boosting" });
        var promotions = await host.Store.Models.PromotionsAsync(Prepared.Dataset, TestContext.Current.CancellationToken);

        better.Promotion.ShouldContain("PR-AUC");
        (await ChampionAsync(host)).Number.ShouldBe(better.Champion ? 2 : 1);
        promotions.Count.ShouldBe(better.Champion ? 2 : 1);
        promotions[^1].Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_sweep_registers_the_best_of_its_trials()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { Algorithm = null, Trials = 4, Model = "sweep" });

        result.Trials.Select(trial => trial.Trial).ShouldBe([0, 1, 2, 3]);
        result.Algorithm.ShouldBe(result.Trials.MaxBy(trial => trial.Score)!.Algorithm);
        result.Model.ShouldBe("sweep");
        result.Importance.Sum(feature => feature.Share).ShouldBe(1, 1e-9);
    }

    [Fact]
    public async Task A_version_says_what_it_was_made_from()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var version = await ChampionAsync(host);
        var lineage = JsonNode.Parse(version.Lineage)!;
        var model = Model.FromBytes(await host.Store.Models.ArtifactAsync(version.Name, version.Number, TestContext.Current.CancellationToken));

        ((string)lineage["dataset"]!).ShouldBe(Prepared.Dataset);
        ((DateTime)lineage["to"]!).ShouldBe(Prepared.TrainedTo);
        ((string)lineage["scenarioHash"]!).ShouldBe(TestStore.Scenario.Hash);
        ((string)lineage["run"]!).ShouldBe("train-1");
        ((string)lineage["engineVersion"]!).ShouldNotBeEmpty();
        version.Thresholds.Values.ShouldBe(model.Thresholds);
        model.Columns.Zip(model.Baseline).Where(pair => pair.First.Name == "volt_mean_24h").ShouldHaveSingleItem().Second.Usual.ShouldBe(170.8, 2);
    }

    [Fact]
    public async Task Features_are_gone_when_the_model_is_there()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        (await host.Store.HasFeaturesAsync(Prepared.Training.RunId!)).ShouldBeFalse();
    }

    private static Task<IReadOnlyList<ModelVersion>> VersionsAsync(PresageHost host) => host.Store.Models.ListAsync(Prepared.Dataset, default);

    private static async Task<ModelVersion> ChampionAsync(PresageHost host) =>
        (await host.Store.Models.FindAsync(Prepared.Dataset, null, default)).ShouldNotBeNull();
}
