using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class SweepTests
{
    private static readonly HyperParameter Leaves = new("leaves", 7, 127, IsLogarithmic: true, IsWhole: true);
    private static readonly HyperParameter Weight = new("positive-weight", 1, 4, Values: [1, 2, 4]);
    private static readonly HyperParameter Depth = new("depth", 3, 9, IsWhole: true);
    private static readonly DeclaredSpace Space = new(
        [new(Trainers.DecisionTree, [Depth]), new(Trainers.GradientBoosting, [Leaves, Weight])]);

    public static TheoryData<string, SweepSettings> Mistakes { get; } = new()
    {
        { "unknown-search", new(Search: "grid") },
        { "unknown-algorithm", new("boosting") },
        { "trials", new(Trials: 0) },
        { "trials", new(Trials: 1_001) },
        { "trials", new(Trials: 600, Folds: 10) },
        { "halving-trials", new(Search: SearchMethods.Halving, Trials: 2) },
        { "budget", new(BudgetSeconds: 0) },
        { "budget", new(BudgetSeconds: double.NaN) },
        { "budget", new(BudgetSeconds: double.PositiveInfinity) },
        { "folds", new(Folds: 0) },
        { "folds", new(Folds: 21) },
        { "set-without-algorithm", new(Fixed: Set("leaves", 31)) },
        { "unknown-parameter", new(Trainers.GradientBoosting, Fixed: Set("leafs", 31)) },
        { "unknown-parameter", new(Trainers.GradientBoosting, Fixed: Set("leaves.0", 31)) },
        { "parameter-out-of-range", new(Trainers.GradientBoosting, Fixed: Set("leaves", 31.5)) },
        { "parameter-out-of-range", new(Trainers.GradientBoosting, Fixed: Set("leaves", double.NaN)) },
        { "parameter-out-of-range", new(Trainers.GradientBoosting, Fixed: Set("rounds.0", -1)) },
        { "nothing-to-search", new(Trainers.RandomForest, Space: Space) },
        { "nothing-to-search", new(Trainers.DecisionTree, Fixed: Set("depth", 4), Space: Space) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void What_is_impossible_is_told_with_what_to_do(string code, SweepSettings settings)
    {
        var error = Should.Throw<PresageException>(() => Sweep.Of(settings, TrainerCatalog.Own));

        error.Code.ShouldBe(code, error.Message);
        error.Message.ShouldEndWith(".");
        error.Remedy.ShouldEndWith(".");
    }

    [Theory]
    [InlineData(null, null, null, null, 3)]
    [InlineData(SearchMethods.Random, null, null, null, 9)]
    [InlineData(SearchMethods.Halving, null, null, null, 27)]
    [InlineData(null, null, 90.0, null, 1_000)]
    [InlineData(null, null, 90.0, 5, 200)]
    [InlineData(SearchMethods.Halving, 12, 90.0, 5, 12)]
    public void The_number_of_trials_goes_with_the_search(string? search, int? trials, double? budget, int? folds, int expected) =>
        Sweep.Of(new SweepSettings(null, search, trials, budget, folds), TrainerCatalog.Own).Trials.Count.ShouldBe(expected);

    [Fact]
    public void What_is_set_is_in_every_trial_and_not_searched()
    {
        var set = new Dictionary<string, double> { ["learning-rate"] = 0.2, ["rounds.0"] = 7, ["monotone.volt_mean_12h"] = 1 };

        var sweep = Sweep.Of(new SweepSettings(Trainers.GradientBoosting, Trials: 40, Fixed: set), TrainerCatalog.Own);

        sweep.Trials[0].Parameters.ShouldBe(set);
        sweep.Trials.ShouldAllBe(trial => set.All(pair => trial.Parameters[pair.Key] == pair.Value));
        sweep.Trials.Select(trial => string.Join(' ', trial.Parameters)).ShouldBeUnique();
        sweep.Trials.Count.ShouldBe(40);
    }

    [Fact]
    public void A_declared_space_is_searched_in_place_of_the_built_in_one()
    {
        var sweep = Sweep.Of(new SweepSettings(Trainers.GradientBoosting, Trials: 50, Space: Space), TrainerCatalog.Own);

        sweep.Trials[0].Parameters.ShouldBeEmpty();
        sweep.Trials.Skip(1).ShouldAllBe(trial => trial.Parameters.Count == 2);
        sweep.Trials.Skip(1).Select(trial => trial.Parameters["positive-weight"]).Distinct().Order().ShouldBe([1, 2, 4]);
        sweep.Trials.Skip(1).Select(trial => trial.Parameters["leaves"])
            .ShouldAllBe(leaves => leaves >= 7 && leaves <= 127 && leaves == Math.Floor(leaves));
    }

    [Fact]
    public void Without_an_algorithm_those_that_the_space_describes_take_turns()
    {
        var sweep = Sweep.Of(new SweepSettings(Trials: 6, Space: Space), TrainerCatalog.Own);

        sweep.Trials.Select(trial => trial.Algorithm).ShouldBe(
            [Trainers.DecisionTree, Trainers.GradientBoosting, Trainers.DecisionTree, Trainers.GradientBoosting, Trainers.DecisionTree,
                Trainers.GradientBoosting]);
        sweep.Trials.Take(2).ShouldAllBe(trial => trial.Parameters.Count == 0);
    }

    [Fact]
    public void A_small_space_ends_when_everything_in_it_was_drawn()
    {
        var sweep = Sweep.Of(new SweepSettings(Trainers.DecisionTree, SearchMethods.Halving, 100, Space: Space), TrainerCatalog.Own);

        sweep.Trials.Count.ShouldBe(1 + 7);
        sweep.Shares.Count.ShouldBe(2);
    }

    [Fact]
    public void The_same_settings_are_the_same_sweep()
    {
        var settings = new SweepSettings(null, SearchMethods.Halving, 40, Space: Space, Seed: 5);

        Text(Sweep.Of(settings, TrainerCatalog.Own)).ShouldBe(Text(Sweep.Of(settings, TrainerCatalog.Own)));
        Text(Sweep.Of(settings with { Seed = 6 }, TrainerCatalog.Own)).ShouldNotBe(Text(Sweep.Of(settings, TrainerCatalog.Own)));

        static string Text(Sweep sweep) =>
            string.Join('\n', sweep.Trials.Select(trial => $"{trial.Algorithm} {string.Join(' ', trial.Parameters)}"));
    }

    [Fact]
    public void A_range_whose_values_the_algorithm_does_not_all_take_is_refused()
    {
        Should.Throw<PresageException>(
            () => new HyperParameter("leaves", 7, 8).Check(TrainerCatalog.Own.Create(Trainers.GradientBoosting))).Code.ShouldBe(
                "whole-parameter");
        Should.Throw<PresageException>(
            () => new HyperParameter("row-share", 0.5, 2).Check(TrainerCatalog.Own.Create(Trainers.GradientBoosting))).Code.ShouldBe(
                "parameter-out-of-range");
        Should.NotThrow(() => new HyperParameter("row-share", 0.5, 1).Check(TrainerCatalog.Own.Create(Trainers.GradientBoosting)));
    }

    private static Dictionary<string, double> Set(string name, double value) => new() { [name] = value };
}
