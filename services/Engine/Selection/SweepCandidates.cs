using System.Globalization;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>
/// The candidates of a sweep. The first is the algorithm as it is by default, but for what is set to a value; then come hand-picked
/// variations, unless the space is declared; then points spread evenly over the space, which depend on the seed. The first N trials are the
/// same for every larger number of trials, and no two are alike; a small space can have fewer than asked for. Without an algorithm the
/// first is gradient boosting, or what a declared space describes first, and the defaults of others follow.
/// </summary>
internal static class SweepCandidates
{
    /// <summary>How often a point may be one that was drawn before.</summary>
    private const int Patience = 1_000;

    public static IReadOnlyList<TrialSpec> Trials(SweepSettings settings, int count, TrainerCatalog trainers)
    {
        var specs = new List<TrialSpec>();
        var seen = new HashSet<string>();
        var repeated = 0;
        foreach (var spec in Candidates(settings, trainers))
        {
            var isNew = seen.Add(Text(spec));
            repeated = isNew ? 0 : repeated + 1;
            if (isNew)
                specs.Add(spec);
            if (specs.Count == count || repeated == Patience)
                break;
        }

        return specs;
    }

    private static IEnumerable<TrialSpec> Candidates(SweepSettings settings, TrainerCatalog trainers)
    {
        var set = settings.Fixed ?? new Dictionary<string, double>();
        foreach (var algorithm in Defaults(settings))
            yield return new TrialSpec(algorithm, set);

        var searched = settings.Space is { } declared && settings.Algorithm is null
            ? declared.Algorithms.Select(each => each.Algorithm).ToList()
            : [settings.Algorithm ?? Trainers.GradientBoosting];
        var spaces = searched
            .Select(algorithm => FreeSpace.Of(
                algorithm, SpaceOf(settings, algorithm, trainers), trainers.Create(algorithm).Defaults, set, settings.Seed))
            .ToList();
        foreach (var spec in spaces.SelectMany(space => space.Variations()))
            yield return spec;

        for (var point = 0; spaces.Exists(space => space.CanBeDrawn); point++)
        {
            foreach (var space in spaces.Where(space => space.CanBeDrawn))
                yield return space.Drawn(point);
        }
    }

    private static IEnumerable<string> Defaults(SweepSettings settings) => settings switch
    {
        { Algorithm: { } algorithm } => [algorithm],
        { Space: { } space } => space.Algorithms.Select(declared => declared.Algorithm),
        _ => [Trainers.GradientBoosting, Trainers.RandomForest, Trainers.LogisticRegression],
    };

    private static AlgorithmSpace SpaceOf(SweepSettings settings, string algorithm, TrainerCatalog trainers) => settings.Space is { } space
        ? new AlgorithmSpace(space.Find(algorithm)!.Parameters, [])
        : AlgorithmSpace.Of(trainers.SearchedLike(algorithm));

    private static string Text(TrialSpec spec) => string.Join(' ', spec.Parameters
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => string.Create(CultureInfo.InvariantCulture, $"{parameter.Key}={parameter.Value:R}"))
        .Prepend(spec.Algorithm));
}
