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
    /// <summary>Rows left out since it is not known for every component whether it failed within the horizon.</summary>
    public long Unknown { get; init; }

    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What blocks, calibration and thresholds rest on; null in results of before they said so.</summary>
    public SelectionSummary? Selection { get; init; }
}

/// <summary>A new version against the champion, on the rows that the new one was tested on.</summary>
/// <param name="Champion">The champion's version.</param>
/// <param name="Comparable">Whether the champion can be judged on these rows.</param>
/// <param name="Better">Whether the new one is better, by as much as a promotion takes.</param>
/// <param name="Why">Sentences.</param>
/// <param name="Skilled">Whether the new one is better than chance; null when it cannot be told.</param>
public sealed record ChampionComparison(int Champion, bool Comparable, bool Better, string Why, bool? Skilled)
{
    /// <summary>Figures of the champion; null where it is not comparable.</summary>
    public EvaluationFigures? Test { get; init; }
}

/// <summary>What the blocks, the calibration and the thresholds of a model rest on.</summary>
/// <param name="Split">time, machine or both: what tells the blocks apart.</param>
/// <param name="SplitReason">Why, as the end of a sentence.</param>
/// <param name="CrossFitted">Whether calibration and thresholds come from folds of all that was learnt from.</param>
/// <param name="Calibrate">The rows that calibration and thresholds come from.</param>
/// <param name="Calibration">By component: isotonic, platt or none.</param>
/// <param name="Thresholds">By component.</param>
public sealed record SelectionSummary(
    string Split, string SplitReason, bool CrossFitted, BlockSummary Calibrate, BlockSummary Test,
    IReadOnlyDictionary<string, string> Calibration, IReadOnlyDictionary<string, ThresholdSummary> Thresholds)
{
    /// <summary>Null when there was no other champion, and in results of before it was compared.</summary>
    public ChampionComparison? Comparison { get; init; }
}

/// <summary>How much a block can say.</summary>
/// <param name="Failures">By component: failures within a horizon of one of its rows.</param>
/// <param name="FailedMachines">By component: machines that those are of.</param>
public sealed record BlockSummary(
    long Rows, int Machines, IReadOnlyDictionary<string, long> Failures, IReadOnlyDictionary<string, int> FailedMachines);

/// <summary>What a threshold rests on; the interval (90 %, bootstrap over machines) is null where there is nothing to draw from.</summary>
/// <param name="Failures">Failures that an alarm could have come before.</param>
/// <param name="Machines">Machines that those are of.</param>
/// <param name="By">events (failures and alarms chose it), costs (it follows from them), budget (of alarms) or unlearnt.</param>
/// <param name="Low">Lower end of the interval of the threshold.</param>
/// <param name="Saved">What it saves against no alarm on the rows it was chosen on, with an interval.</param>
public sealed record ThresholdSummary(
    double Threshold, string By, long Failures, int Machines, double? Low, double? High, double? Saved, double? SavedLow,
    double? SavedHigh);

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
