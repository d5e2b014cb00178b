using System.Globalization;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class SweepCandidatesTests
{
    [Theory]
    [InlineData(null, Trainers.GradientBoosting)]
    [InlineData(Trainers.GradientBoosting, Trainers.GradientBoosting)]
    [InlineData(Trainers.LogisticRegression, Trainers.LogisticRegression)]
    public void The_first_trial_is_the_algorithm_as_it_is(string? asked, string expected)
    {
        var trial = Trials(asked, 1, 1, Create).ShouldHaveSingleItem();

        trial.Algorithm.ShouldBe(expected);
        trial.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void Unless_a_number_is_asked_for_the_sweep_is_small() =>
        Trials(null, null, 1, Create).Count.ShouldBe(Sweep.SmallTrials);

    [Fact]
    public void Without_an_algorithm_others_are_among_the_first() =>
        Trials(null, 4, 1, Create).Select(trial => trial.Algorithm).ShouldBe(
            [Trainers.GradientBoosting, Trainers.RandomForest, Trainers.LogisticRegression, Trainers.GradientBoosting]);

    [Fact]
    public void Hand_picked_variations_come_before_drawn_ones()
    {
        var trials = Trials(Trainers.GradientBoosting, 5, 1, Create);

        trials[1].Parameters.ShouldBe(new Dictionary<string, double> { ["learning-rate"] = 0.05, ["rounds"] = 600 });
        trials[2].Parameters.ShouldBe(new Dictionary<string, double> { ["leaves"] = 16 });
        trials[4].Parameters.ShouldBe(new Dictionary<string, double> { ["l2"] = 10 });
    }

    [Fact]
    public void The_first_trials_are_the_same_for_any_number_and_none_is_like_another()
    {
        var few = Trials(Trainers.GradientBoosting, 10, 5, Create).Select(Text).ToList();
        var many = Trials(Trainers.GradientBoosting, 40, 5, Create).Select(Text).ToList();

        many.Take(10).ShouldBe(few);
        many.ShouldBeUnique();
        many.Count.ShouldBe(40);
    }

    [Fact]
    public void Another_seed_draws_other_trials()
    {
        var one = Trials(Trainers.GradientBoosting, 10, 1, Create).Select(Text);
        var two = Trials(Trainers.GradientBoosting, 10, 2, Create).Select(Text);

        one.Skip(5).ShouldNotBe(two.Skip(5));
    }

    [Fact]
    public void Drawn_values_cover_their_range_and_whole_ones_are_whole()
    {
        var trials = Trials(Trainers.GradientBoosting, 200, 3, Create).Skip(5).ToList();

        foreach (var leaves in trials.Select(trial => trial.Parameters["leaves"]))
            (leaves is >= 7 and <= 127 && leaves == Math.Floor(leaves)).ShouldBeTrue();
        trials.Count(trial => trial.Parameters["learning-rate"] < 0.095).ShouldBeInRange(80, 115);
    }

    [Fact]
    public void Only_what_the_algorithm_has_is_varied()
    {
        var trials = Trials(Trainers.GradientBoosting, 20, 3, name => new Named(name, ("leaves", 31)));

        trials.ShouldAllBe(trial => trial.Parameters.Keys.All(key => key == "leaves"));
    }

    [Theory]
    [InlineData(Trainers.GradientBoosting)]
    [InlineData(Trainers.RandomForest)]
    [InlineData(Trainers.DecisionTree)]
    [InlineData(Trainers.LogisticRegression)]
    public void What_is_worth_a_try_is_what_the_algorithm_has_and_takes(string algorithm)
    {
        var space = AlgorithmSpace.Of(algorithm);
        var trainer = TrainerCatalog.Own.Create(algorithm);

        space.Parameters.ShouldAllBe(parameter => trainer.Defaults.ContainsKey(parameter.Name));
        space.Restrict(trainer.Defaults.ContainsKey).Variations.Count.ShouldBe(space.Variations.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public void An_impossible_number_of_trials_is_an_error(int trials) =>
        Should.Throw<PresageException>(() => Trials(null, trials, 1, Create)).Code.ShouldBe("trials");

    private static IReadOnlyList<TrialSpec> Trials(string? algorithm, int? trials, long seed, Func<string, ITrainer> create) =>
        Sweep.Of(new SweepSettings(algorithm, Trials: trials, Seed: seed), Catalog(create)).Trials;

    /// <summary>The names of the own algorithms, made by something else.</summary>
    private static TrainerCatalog Catalog(Func<string, ITrainer> create) =>
        TrainerCatalog.Own.With(TrainerCatalog.Own.Names.Select(name => new Algorithm(name, () => create(name))));

    private static string Text(TrialSpec spec) =>
        string.Join(
            ' ', spec.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")).Prepend(spec.Algorithm));

    private static Named Create(string algorithm) => new(
        algorithm, ("rounds", 300), ("learning-rate", 0.1), ("leaves", 31), ("min-child-weight", 1), ("l2", 1),
        ("positive-weight", 1), ("row-share", 1));

    /// <summary>A trainer that is only asked for its hyper-parameters.</summary>
    private sealed class Named(string algorithm, params (string Name, double Value)[] defaults) : ITrainer
    {
        public string Algorithm => algorithm;

        public IReadOnlyDictionary<string, double> Defaults { get; } = defaults.ToDictionary(p => p.Name, p => p.Value);

        public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope)
        {
        }

        public Fit Fit(
            LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation) =>
            throw new InvalidOperationException("A sweep is planned without fitting.");
    }
}
