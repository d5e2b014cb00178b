namespace Presage.Engine.Learning;

/// <summary>A single decision tree for all components: a forest of one, without sampling of rows or columns.</summary>
internal sealed class DecisionTree : ITrainer
{
    private static readonly Parameters Known = new(
        Trainers.DecisionTree,
        new("depth", 15, 1, 1_000, Whole: true),
        new("max-bins", 255, 2, 255, Whole: true),
        new("min-rows", 20, 1, 1e9, Whole: true));

    public string Algorithm => Trainers.DecisionTree;

    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope) => Known.With(parameters, scope);

    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        var values = Known.With(parameters, ParameterScope.Of(task));
        var shape = new ForestShape((int)values["depth"], (int)values["min-rows"], int.MaxValue);
        var training = new ForestTraining(Algorithm, 1, (int)values["max-bins"], 1, shape);
        return new Fit(training.Fit(task, seed, threads, cancellation), parameters.ToDictionary());
    }
}
