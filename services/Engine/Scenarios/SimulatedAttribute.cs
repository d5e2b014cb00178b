namespace Presage.Engine.Scenarios;

/// <summary>How an attribute is distributed over machines, and what it does to the risk of failure.</summary>
/// <param name="Shares">Categorical attributes: share of each category; they add up to 1. Numeric: null.</param>
/// <param name="RiskFactors">Categorical attributes: factor of the failure risk for each category. Numeric: null.</param>
/// <param name="Minimum">Numeric attributes: smallest whole number; all up to the maximum are equally likely.</param>
/// <param name="Maximum">Numeric attributes: largest whole number.</param>
/// <param name="RiskBase">Numeric attributes: the risk is multiplied by RiskBase + RiskPerUnit x value.</param>
public sealed record SimulatedAttribute(
    IReadOnlyList<double>? Shares, IReadOnlyList<double>? RiskFactors, int Minimum, int Maximum, double RiskBase, double RiskPerUnit);
