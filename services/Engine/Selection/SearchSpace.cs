using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>The candidates of a sweep.</summary>
public static class SearchSpace
{
    public const int MaximumTrials = 1_000;

    /// <summary>A small sweep: without an algorithm, the defaults of the three that differ most.</summary>
    public const int DefaultTrials = 3;

    /// <summary>
    /// The first trial is the algorithm as it is by default; then come hand-picked variations; then points spread evenly over the ranges,
    /// which depend on the seed. The first N trials are the same for every larger number of trials, and no two are alike; an algorithm with
    /// few hyper-parameters can have fewer than asked for. Without an algorithm the first is gradient boosting, and the defaults of random
    /// forest and logistic regression are among the hand-picked.
    /// </summary>
    /// <param name="algorithm">Null leaves it to the sweep.</param>
    /// <param name="trials">1 to <see cref="MaximumTrials"/>; null is <see cref="DefaultTrials"/>.</param>
    /// <param name="create">
    /// Makes the trainer of a name; its defaults say which hyper-parameters there are. By default <see cref="Trainers.Create"/>.
    /// </param>
    /// <exception cref="PresageException">The number of trials is out of range, or there is no such algorithm.</exception>
    public static IReadOnlyList<TrialSpec> Trials(string? algorithm, int? trials, long seed, Func<string, ITrainer>? create = null)
    {
        var count = trials ?? DefaultTrials;
        if (count is < 1 or > MaximumTrials)
            throw new PresageException("trials", $"{count} trials are not possible.", $"Ask for 1 to {MaximumTrials} trials.");

        var specs = new List<TrialSpec>();
        foreach (var spec in Candidates(algorithm, seed, create ?? Trainers.Create))
        {
            if (!specs.Exists(earlier => IsSame(earlier, spec)))
                specs.Add(spec);
            if (specs.Count == count)
                break;
        }

        return specs;
    }

    private static IEnumerable<TrialSpec> Candidates(string? algorithm, long seed, Func<string, ITrainer> create)
    {
        var name = algorithm ?? Trainers.GradientBoosting;
        var defaults = create(name).Defaults;
        yield return Plain(name);

        if (algorithm is null)
        {
            yield return Plain(Trainers.RandomForest);
            yield return Plain(Trainers.LogisticRegression);
        }

        var space = AlgorithmSpace.Of(name).Restrict(defaults);
        foreach (var variation in space.Variations)
            yield return new TrialSpec(name, space.Varied(variation, defaults));

        var random = new QuasiRandom(Math.Max(1, space.Parameters.Count), seed);
        for (var point = 0; point < 10 * MaximumTrials; point++)
            yield return new TrialSpec(name, space.Drawn(random, point));
    }

    private static TrialSpec Plain(string algorithm) => new(algorithm, new Dictionary<string, double>());

    private static bool IsSame(TrialSpec left, TrialSpec right) =>
        left.Algorithm == right.Algorithm && left.Parameters.Count == right.Parameters.Count
        && left.Parameters.All(parameter => right.Parameters.TryGetValue(parameter.Key, out var value) && value == parameter.Value);
}
