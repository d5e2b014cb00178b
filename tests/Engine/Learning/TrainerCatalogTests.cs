using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Learning;

public sealed class TrainerCatalogTests
{
    private const string Foreign = "foreign";

    private static readonly TrainerCatalog Catalog = TrainerCatalog.Own
        .With([new Algorithm(Foreign, () => new GradientBoosting(), SearchedLike: Trainers.RandomForest)]);

    [Fact]
    public void What_is_added_stands_after_the_own_algorithms()
    {
        Catalog.Names.ShouldBe([.. TrainerCatalog.Own.Names, Foreign]);
        TrainerCatalog.Own.Names.ShouldBe(
            [Trainers.GradientBoosting, Trainers.RandomForest, Trainers.DecisionTree, Trainers.LogisticRegression]);
    }

    [Fact]
    public void A_name_that_there_is_not_is_refused_with_those_that_there_are()
    {
        var unknown = Should.Throw<PresageException>(() => Catalog.Create("magic"));

        unknown.Code.ShouldBe("unknown-algorithm");
        unknown.Remedy.ShouldContain(Foreign);
    }

    [Fact]
    public void Unless_they_are_named_algorithms_of_other_libraries_are_not_tried()
    {
        var own = Sweep.Of(new SweepSettings(Trials: 40), TrainerCatalog.Own).Trials;
        var all = Sweep.Of(new SweepSettings(Trials: 40), Catalog).Trials;

        all.Select(Text).ShouldBe(own.Select(Text));
        Sweep.Of(new SweepSettings(Foreign, Trials: 2), Catalog).Trials.ShouldAllBe(trial => trial.Algorithm == Foreign);

        static string Text(TrialSpec trial) => $"{trial.Algorithm} {string.Join(' ', trial.Parameters)}";
    }

    [Fact]
    public void An_algorithm_is_searched_like_the_one_it_names_as_far_as_it_has_the_same_hyper_parameters()
    {
        var trials = Sweep.Of(new SweepSettings(Foreign, Trials: 20), Catalog).Trials.Skip(1);

        trials.ShouldAllBe(trial => trial.Parameters.Keys.Single() == "row-share");
    }
}
