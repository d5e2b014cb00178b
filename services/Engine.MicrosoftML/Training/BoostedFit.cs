using Microsoft.ML;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Ensembles;

namespace Presage.Engine.MicrosoftML.Training;

/// <summary>Fits boosted ensembles with the hyper-parameters that FastTree and LightGBM share.</summary>
internal sealed class BoostedFit(Parameters known, IReadOnlyDictionary<string, double> parameters, LearningTask task)
{
    private readonly IReadOnlyDictionary<string, double> _values = known.With(parameters, ParameterScope.Of(task));

    public Fit Run(
        string algorithm, Func<MLContext, ComponentPlan, IReadOnlyDictionary<string, double>, IEstimator<ITransformer>> estimator,
        long seed, int threads, CancellationToken cancellation)
    {
        var training = new EnsembleTraining(
            algorithm,
            ScoreKind.LogOdds,
            [.. task.Labels.Select((_, k) => (int)OfComponent("rounds", k))],
            [.. task.Labels.Select((_, k) => OfComponent("positive-weight", k))],
            (int)_values["patience"],
            (context, plan) => estimator(context, plan, _values));
        var classifier = training.Fit(task, seed, threads, cancellation);
        var refit = parameters.ToDictionary();
        for (var k = 0; k < classifier.Components; k++)
            refit[Parameters.ForComponent("rounds", k)] = classifier.Ensembles[k].Trees.Length;
        return new Fit(classifier, refit);
    }

    private double OfComponent(string name, int component) =>
        _values.GetValueOrDefault(Parameters.ForComponent(name, component), _values[name]);
}
