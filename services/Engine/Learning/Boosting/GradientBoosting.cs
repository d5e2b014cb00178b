using Presage.Engine.Random;

namespace Presage.Engine.Learning;

/// <summary>
/// Gradient boosting of decision trees on histograms, one booster a component over one shared matrix. Trees grow leaf-wise; the direction
/// of missing values and the grouping of categories are learned split by split. With stopping rows, each component keeps as many rounds as
/// made its log-loss there smallest. Boosting ends before its time when no split is left that gains anything.
/// </summary>
internal sealed class GradientBoosting : ITrainer
{
    private static readonly Parameters Known = new(
        Trainers.GradientBoosting,
        new("rounds", 600, 0, 100_000, Whole: true, PerComponent: true),
        new("patience", 20, 1, 100_000, Whole: true),
        new("learning-rate", 0.05, 1e-4, 1),
        new("leaves", 63, 2, 65_536, Whole: true),
        new("max-depth", 0, 0, 1_000, Whole: true),
        new("min-rows", 10, 1, 1e9, Whole: true),
        new("min-child-weight", 1, 0, 1e9),
        new("l2", 1, 0, 1e9),
        new("min-gain", 0, 0, 1e9),
        new("row-share", 1, 1e-3, 1),
        new("column-share", 0.4, 1e-3, 1),
        // Every row counts the same in the first trees then, whichever class it is of; failures are rare, and starting at their share fits worse.
        new("base-score", 0.5, 0, 0.999),
        new("positive-weight", 1, 1e-3, 1e4));

    public string Algorithm => Trainers.GradientBoosting;

    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, int components) => Known.Check(parameters, components);

    public Fit Fit(LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        var values = Known.With(parameters, task.Labels.Length);
        TrainingRows.Check(task);
        var components = new BoostedComponent[task.Labels.Length];
        var rows = new BoostingRows(task, threads);
        // Components are independent and need no waiting for each other; what threads they leave over share the columns.
        var inner = Math.Max(1, threads / components.Length);
        Work.For(components.Length, threads, k =>
        {
            var booster = new Booster(rows, Options(values, k), inner);
            components[k] = booster.Fit(
                TrainingRows.Pick(task.Labels[k], task.TrainRows),
                TrainingRows.Pick(task.Labels[k], task.StopRows),
                new Xoshiro256(seed, k),
                cancellation);
        }, cancellation);

        var refit = parameters.ToDictionary();
        for (var k = 0; k < components.Length; k++)
            refit[Parameters.ForComponent("rounds", k)] = components[k].Trees.Length;
        return new Fit(new BoostedTrees(task.Features.Mapper, components), refit);
    }

    private static BoosterOptions Options(IReadOnlyDictionary<string, double> values, int component)
    {
        var rounds = values.GetValueOrDefault(Parameters.ForComponent("rounds", component), values["rounds"]);
        var rules = new SplitRules((int)values["min-rows"], values["min-child-weight"], values["l2"], values["min-gain"]);
        var shape = new TreeShape((int)values["leaves"], (int)values["max-depth"], values["learning-rate"], rules);
        return new BoosterOptions(
            (int)rounds, (int)values["patience"], values["row-share"], values["column-share"], values["positive-weight"], values["base-score"], shape);
    }
}
