namespace Presage.Contracts.Api;

/// <summary>A figure with its 90 % interval over machines.</summary>
/// <param name="Low">Null when the failures are of one machine only, of which no interval can be made.</param>
public sealed record EstimatedFigure(double Value, double? Low, double? High);

/// <summary>What a component's probabilities are worth against what needs no model: the base rate, chance, and the age alone.</summary>
/// <param name="BaseRate">Share of the judged rows with a failure within the horizon: the PR-AUC of alarms at random.</param>
/// <param name="OverChance">PR-AUC less the base rate.</param>
/// <param name="AgePrAuc">PR-AUC of alarming by the time since the component's last replacement or failure alone.</param>
/// <param name="OverAge">PR-AUC less that of the age.</param>
/// <param name="RocAuc">0.5 is chance.</param>
/// <param name="BrierSkill">1 less Brier score over that of always saying the base rate: 0 is worth nothing, 1 is perfect.</param>
/// <param name="LogLossSkill">The same of the log-loss.</param>
/// <param name="Machines">With judged rows.</param>
/// <param name="FailingMachines">Of these, with a failing row: what the intervals rest on.</param>
/// <param name="BetterThanChance">Null when it cannot be told.</param>
public sealed record SkillFigures(
    double BaseRate, EstimatedFigure PrAuc, EstimatedFigure OverChance, EstimatedFigure AgePrAuc, EstimatedFigure OverAge,
    EstimatedFigure RocAuc, EstimatedFigure BrierSkill, EstimatedFigure LogLossSkill, int Machines, int FailingMachines,
    bool? BetterThanChance, bool? BetterThanAge);

/// <summary>What the model is worth over all components that failed in the judged rows.</summary>
/// <param name="OverChance">Mean over the components of the PR-AUC less the base rate.</param>
/// <param name="RocAuc">Mean over the components.</param>
/// <param name="FailingMachines">Machines with a failing row of any component.</param>
/// <param name="BetterThanChance">Null when it cannot be told.</param>
public sealed record ModelSkillFigures(
    EstimatedFigure OverChance, EstimatedFigure RocAuc, int Machines, int FailingMachines, bool? BetterThanChance);
