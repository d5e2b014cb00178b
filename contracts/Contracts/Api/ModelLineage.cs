namespace Presage.Contracts.Api;

/// <summary>What a model was made from.</summary>
/// <param name="AsOf">Only records known at this moment counted.</param>
/// <param name="FailuresKnownUntil">Labels whose horizon ends later were unknown.</param>
/// <param name="ScenarioHash">SHA-256 of the scenario's content, hex.</param>
/// <param name="DataHash">Hash of the feature rows, failures and replacements it was made from.</param>
/// <param name="Parameters">Hyper-parameters that differ from the algorithm's defaults, by name.</param>
/// <param name="AlarmsPerWeek">Budget that the thresholds were chosen by; null when by cost.</param>
/// <param name="Sweep">How the hyper-parameters were found; null when nothing was asked for.</param>
/// <param name="Split">time, machine or both: what told the blocks apart; null is time.</param>
/// <param name="SplitReason">Why, as the end of a sentence.</param>
public sealed record ModelLineage(
    string Dataset, DateTime From, DateTime To, DateTime AsOf, DateTime FailuresKnownUntil, string Scenario, string ScenarioHash,
    string Preset, double HorizonHours, string DataHash, string Algorithm, IReadOnlyDictionary<string, double> Parameters, long Seed,
    double? AlarmsPerWeek, string EngineVersion, string Run, SweepLineage? Sweep = null, string? Split = null, string? SplitReason = null);

/// <summary>What was asked of the sweep that found a model's hyper-parameters; null where nothing was.</summary>
/// <param name="Search">random or halving.</param>
/// <param name="Folds">Number of rolling-origin folds that trials were judged by.</param>
/// <param name="Set">Hyper-parameters that were not searched, by name.</param>
/// <param name="Space">YAML of the declared space.</param>
public sealed record SweepLineage(
    string? Search, int? Trials, double? BudgetSeconds, int? Folds, IReadOnlyDictionary<string, double>? Set, string? Space);
