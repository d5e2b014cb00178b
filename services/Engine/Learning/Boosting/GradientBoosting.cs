using Presage.Engine.Random;

namespace Presage.Engine.Learning;

/// <summary>
/// Gradient boosting of decision trees on histograms, one booster a component over one shared matrix. Trees grow leaf-wise; the direction
/// of missing values and the grouping of categories are learned split by split. With stopping rows, each component keeps as many rounds as
/// made its log-loss there smallest. Boosting ends before its time when no split is left that gains anything.
/// </summary>
/// <param name="kernels">Null for the best.</param>
internal sealed class GradientBoosting(Kernels? kernels = null) : ITrainer
{
    private static readonly Parameters Known = new(
        Trainers.GradientBoosting,
        new("rounds", 600, 0, 100_000, Whole: true, PerComponent: true),
        new("patience", 20, 1, 100_000, Whole: true),
        new("learning-rate", 0.05, 1e-4, 1),
        new("leaves", 31, 2, 65_536, Whole: true),
        new("max-depth", 0, 0, 1_000, Whole: true),
        new("min-child-weight", 1, 0, 1e9),
        new("l1", 0, 0, 1e9),
        new("l2", 1, 0, 1e9),
        new("min-gain", 0, 0, 1e9),
        new("row-share", 1, 1e-3, 1),
        // 0 takes two fifths, but as many as there are sources and eight at least.
        new("column-share", 0, 0, 1),
        // Every row counts the same in the first trees then, whichever class it is of; failures are rare, and starting at their share fits
        // worse.
        new("base-score", 0.5, 0, 0.999),
        new("positive-weight", 1, 1e-3, 1e4, PerComponent: true),
        new("monotone", 0, -1, 1, Whole: true, PerColumn: true));

    public string Algorithm => Trainers.GradientBoosting;

    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope) => Known.With(parameters, scope);

    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        var values = Known.With(parameters, ParameterScope.Of(task));
        TrainingRows.Check(task);
        var matrix = new BundledMatrix(
            task.Features.Compact(task.TrainRows, threads), task.TrainRows.Length, task.Features.Mapper, threads);
        var booster = new Booster(matrix, Options(values, task), kernels ?? Kernels.Chosen, seed, threads);
        var components = booster.Fit(task, cancellation);

        var refit = parameters.ToDictionary();
        for (var k = 0; k < components.Length; k++)
            refit[Parameters.ForComponent("rounds", k)] = components[k].Trees.Length;
        return new Fit(new AdditiveTrees(Algorithm, ScoreKind.LogOdds, task.Features.Mapper, components), refit);
    }

    private static BoosterOptions Options(IReadOnlyDictionary<string, double> values, LearningTask task)
    {
        var components = Enumerable.Range(0, task.Labels.Length);
        int[] rounds = [.. components.Select(k => (int)OfComponent("rounds", k))];
        double[] positiveWeights = [.. components.Select(k => OfComponent("positive-weight", k))];
        int[] monotone =
        [
            .. task.Features.Mapper.Columns.Select(
                column => (int)values.GetValueOrDefault(Parameters.ForColumn("monotone", column.Name), values["monotone"])),
        ];
        var rules = new SplitRules(values["min-child-weight"], values["l1"], values["l2"], values["min-gain"], monotone);
        var shape = new TreeShape((int)values["leaves"], (int)values["max-depth"], values["learning-rate"], rules);
        return new BoosterOptions(
            rounds, (int)values["patience"], values["row-share"], values["column-share"], positiveWeights, values["base-score"], shape);

        double OfComponent(string name, int component) => values.GetValueOrDefault(Parameters.ForComponent(name, component), values[name]);
    }
}
