namespace Presage.Contracts.Api;

/// <param name="Rows">Labelled rows the registered model was fitted on.</param>
/// <param name="Positives">Of those, rows in which each component fails within the horizon.</param>
/// <param name="Metrics">Figures on the blocks <c>calibrate</c> and <c>test</c>.</param>
/// <param name="Champion">Whether this version is the champion now.</param>
/// <param name="Trials">What was tried, in order.</param>
public sealed record TrainResult(
    string Run, string Model, int Version, string Algorithm, string Preset, long Rows, IReadOnlyDictionary<string, long> Positives,
    IReadOnlyDictionary<string, double> Thresholds, IReadOnlyDictionary<string, EvaluationFigures> Metrics, bool Champion, string Promotion,
    IReadOnlyList<TrialSummary> Trials, IReadOnlyList<ImportantFeature> Importance, double Seconds)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <param name="Score">
/// Mean average precision of the components on the rows it was judged by; higher is better. 0 when it was skipped.
/// </param>
/// <param name="Rung">The last rung it was judged in, from 1; null without halving.</param>
/// <param name="Folds">Score on each fold; null without folds.</param>
/// <param name="Skipped">True when the budget was spent before it could start.</param>
public sealed record TrialSummary(
    int Trial, string Algorithm, IReadOnlyDictionary<string, double> Parameters, double Score, double Seconds, int? Rung = null,
    IReadOnlyList<double>? Folds = null, bool? Skipped = null);

/// <param name="Share">Share of the total gain over all components, 0 to 1.</param>
public sealed record ImportantFeature(string Feature, double Share);
