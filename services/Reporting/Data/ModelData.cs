using Presage.Contracts.Api;
using Presage.Engine.Scenarios;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>A registered model and how good it is.</summary>
/// <param name="Components">In the model's order.</param>
/// <param name="Training">What the training run reported; null when the run is not in the ledger any more.</param>
/// <param name="Metrics">By block: calibrate, test.</param>
/// <param name="Importance">Most important first; all features of the model.</param>
/// <param name="Comparisons">All registered models of the data set, this one among them.</param>
/// <param name="Promotions">Of this model's name, oldest first.</param>
public sealed record ModelData(
    ModelVersion Version,
    IReadOnlyList<string> Components,
    TrainResult? Training,
    IReadOnlyDictionary<string, EvaluationFigures> Metrics,
    IReadOnlyList<FeatureImportance> Importance,
    IReadOnlyList<ModelComparison> Comparisons,
    IReadOnlyList<Promotion> Promotions,
    Costs Costs);

/// <param name="Shares">[component] share of the component's total gain, 0 to 1.</param>
public sealed record FeatureImportance(string Feature, string Description, IReadOnlyList<double> Shares)
{
    public double Mean => Shares.Count == 0 ? 0 : Shares.Average();
}

/// <param name="Test">Figures on the test block; null when the registry has none.</param>
public sealed record ModelComparison(ModelVersion Version, EvaluationFigures? Test);
