namespace Presage.Engine.Learning;

/// <summary>
/// Random forest (Breiman, 2001) with the reference's parameters as defaults. One forest predicts all components: a split minimises the sum
/// of their gini impurities. Every tree has a generator of its own, seeded by the run's seed and the tree's number.
/// </summary>
internal sealed class RandomForest : ITrainer
{
    private static readonly Parameters Known = new(
        Trainers.RandomForest,
        new("trees", 200, 1, 100_000, Whole: true),
        new("depth", 15, 1, 1_000, Whole: true),
        new("max-bins", 32, 2, 255, Whole: true),
        new("columns-per-node", 0, 0, 65_535, Whole: true),
        new("row-share", 0.632, 1e-3, 1),
        new("min-rows", 1, 1, 1e9, Whole: true));

    public string Algorithm => Trainers.RandomForest;

    /// <summary>Zero columns per node stand for the square root of their number.</summary>
    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope) => Known.With(parameters, scope);

    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        var values = Known.With(parameters, ParameterScope.Of(task));
        var all = task.Features.Mapper.Columns.Count;
        var perNode = values["columns-per-node"] == 0 ? Math.Max(1, (int)Math.Sqrt(all)) : (int)Math.Min(all, values["columns-per-node"]);
        var shape = new ForestShape((int)values["depth"], (int)values["min-rows"], perNode);
        var training = new ForestTraining(Algorithm, (int)values["trees"], (int)values["max-bins"], values["row-share"], shape);
        return new Fit(training.Fit(task, seed, threads, cancellation), parameters.ToDictionary());
    }
}
