using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>The candidates of a sweep.</summary>
public static class SearchSpace
{
    public const int MaximumTrials = 1_000;

    /// <summary>
    /// The first trial is the algorithm as it is by default; then come hand-picked variations; then seeded random ones. The first N trials are the same for every
    /// larger number of trials. Without an algorithm the first is gradient boosting and the other algorithms' defaults are among the hand-picked.
    /// </summary>
    /// <param name="algorithm">Null leaves it to the sweep.</param>
    /// <param name="trials">1 to <see cref="MaximumTrials"/>; null is 1, the plain default.</param>
    /// <param name="create">Makes the trainer of a name; its defaults say which hyper-parameters there are. By default <see cref="Trainers.Create"/>.</param>
    public static IReadOnlyList<TrialSpec> Trials(string? algorithm, int? trials, long seed, Func<string, ITrainer>? create = null) =>
        throw new NotImplementedException();
}
