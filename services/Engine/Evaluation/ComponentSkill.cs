namespace Presage.Engine.Evaluation;

/// <summary>
/// What a component's probabilities are worth against what needs no model: the base rate, alarms at random, and the component's age.
/// </summary>
/// <param name="BaseRate">Share of the judged rows with a failure in (T, T + H]; the average precision of alarms at random.</param>
/// <param name="PrAuc">Average precision, see <see cref="Ranking"/>.</param>
/// <param name="OverChance">Average precision less the base rate; above 0 is better than chance.</param>
/// <param name="AgePrAuc">Average precision of alarming by <see cref="ComponentAge"/> alone, the older the riskier.</param>
/// <param name="OverAge">Average precision less that of the age, machine by machine on the same rows.</param>
/// <param name="RocAuc">
/// Probability that a failing row has a higher score than a healthy one, ties half (Hanley and McNeil 1982); 0.5 is chance, however few the
/// failures.
/// </param>
/// <param name="BrierSkill">
/// 1 - Brier / (b (1 - b)) with base rate b (Murphy 1973): 0 is no better than always saying the base rate.
/// </param>
/// <param name="LogLossSkill">1 - log-loss / H(b), H(b) = -b ln b - (1 - b) ln (1 - b); likewise.</param>
/// <param name="Machines">With judged rows.</param>
/// <param name="FailingMachines">Of these, those with a failing row: what the intervals rest on.</param>
public sealed record ComponentSkill(
    double BaseRate, Estimate PrAuc, Estimate OverChance, Estimate AgePrAuc, Estimate OverAge, Estimate RocAuc, Estimate BrierSkill,
    Estimate LogLossSkill, int Machines, int FailingMachines)
{
    /// <summary>
    /// Whether the ranking is better than chance: the intervals of the average precision less the base rate and of the ROC AUC both lie
    /// above chance. Both, because with few failures the average precision of random scores lies above the base rate, while their ROC AUC
    /// is one half. Null where it cannot be told: there is no interval, and the figures themselves are above chance.
    /// </summary>
    public bool? IsBetterThanChance => OverChance.IsAbove(0) & RocAuc.IsAbove(0.5);

    /// <summary>Whether the interval of the difference from the age alone lies above 0. Null where it cannot be told.</summary>
    public bool? IsBetterThanAge => OverAge.IsAbove(0);
}

/// <summary>What the model is worth over all components that failed in the judged rows.</summary>
/// <param name="OverChance">Mean over the components of the average precision less the base rate.</param>
/// <param name="RocAuc">Mean over the components.</param>
/// <param name="FailingMachines">Machines with a failing row of any component.</param>
public sealed record ModelSkill(Estimate OverChance, Estimate RocAuc, int Machines, int FailingMachines)
{
    /// <summary>By the rule of <see cref="ComponentSkill.IsBetterThanChance"/>.</summary>
    public bool? IsBetterThanChance => OverChance.IsAbove(0) & RocAuc.IsAbove(0.5);
}
