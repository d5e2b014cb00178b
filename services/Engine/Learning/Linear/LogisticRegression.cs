namespace Presage.Engine.Learning;

/// <summary>
/// Logistic regression with L2, a baseline to compare with: linear in each column's bin means, so it needs no raw values. Where a component
/// has labels of one kind only, the intercept alone is set.
/// </summary>
internal sealed class LogisticRegression : ITrainer
{
    private const double Tolerance = 1e-6;

    private static readonly Parameters Known = new(
        Trainers.LogisticRegression,
        new("l2", 1, 1e-6, 1e9),
        new("iterations", 200, 1, 100_000, Whole: true),
        new("positive-weight", 1, 1e-3, 1e4));

    public string Algorithm => Trainers.LogisticRegression;

    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope) => Known.With(parameters, scope);

    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        var values = Known.With(parameters, ParameterScope.Of(task));
        TrainingRows.Check(task);
        var mapper = task.Features.Mapper;
        var columns = task.Features.Compact(task.TrainRows, threads);
        var design = new DesignColumn[columns.Length];
        Work.For(design.Length, threads, c => design[c] = DesignColumn.Create(mapper, c, columns[c]), cancellation);
        var components = new LinearComponent[task.Labels.Length];
        Work.For(components.Length, threads, k =>
        {
            var labels = TrainingRows.Pick(task.Labels[k], task.TrainRows);
            var objective = new LogisticObjective(design, columns, labels, values["positive-weight"], values["l2"]);
            var weights = new double[objective.Size];
            weights[0] = new LogisticLoss(values["positive-weight"]).Prior(labels);
            if (labels.Contains((sbyte)1) && labels.Contains((sbyte)0))
                weights = Lbfgs.Minimise(objective.Evaluate, weights, (int)values["iterations"], Tolerance, cancellation);
            components[k] = LinearComponent.Create(design, weights);
        }, cancellation);
        return new Fit(new LogisticModel(mapper, components), parameters.ToDictionary());
    }
}
