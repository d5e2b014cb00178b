namespace Presage.Engine.Scenarios;

/// <summary>Visits, the failures found at them, and what announces these.</summary>
/// <param name="EveryDays">Days between two service visits of a machine, each machine at its own phase.</param>
/// <param name="FailuresPerYear">Failures per machine-year before the attributes' risk factors.</param>
/// <param name="TwoComponents">Share of failures with two components at once.</param>
/// <param name="Replacements">Probability of 0, 1, 2, ... replacements at a visit; they add up to 1.</param>
/// <param name="VisitsBeforeStart">Visits before the first reading, so that replacements are known from the beginning.</param>
/// <param name="Sign">The sensor shifts for this long up to a failure.</param>
/// <param name="ErrorLead">The errors appear exactly this long before a failure.</param>
/// <param name="ErrorProbability">Probability of each such error.</param>
public sealed record SimulatedService(
    int EveryDays, double FailuresPerYear, double TwoComponents, IReadOnlyList<double> Replacements, int VisitsBeforeStart, TimeSpan Sign,
    TimeSpan ErrorLead, double ErrorProbability);
