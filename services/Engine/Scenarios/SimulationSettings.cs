namespace Presage.Engine.Scenarios;

/// <summary>
/// How to make up data of a scenario. Readings are normal; machines are visited regularly, a visit replaces some components and can be a
/// failure; a coming failure shows as a shift of the component's sensor and as errors; shifts and errors without a cause make it hard to
/// see.
/// </summary>
/// <param name="Start">Time of the first reading, UTC.</param>
/// <param name="Sensors">Normal distribution of each sensor, in the scenario's order.</param>
/// <param name="Components">One entry a component, in the scenario's order.</param>
/// <param name="BackgroundErrorsPerYear">Errors without a cause, per machine-year and error type, in the scenario's order.</param>
/// <param name="Attributes">One entry an attribute, in the scenario's order.</param>
public sealed record SimulationSettings(
    DateTime Start,
    IReadOnlyList<SimulatedSensor> Sensors,
    IReadOnlyList<SimulatedComponent> Components,
    IReadOnlyList<double> BackgroundErrorsPerYear,
    IReadOnlyList<SimulatedAttribute> Attributes,
    SimulatedService Service,
    SimulatedShifts Shifts);

/// <summary>Normal distribution of a healthy machine's readings.</summary>
public sealed record SimulatedSensor(double Mean, double StandardDeviation);

/// <summary>How often a component fails, and how that shows beforehand.</summary>
/// <param name="Share">Share of all failures, 0 to 1; the shares of all components add up to 1.</param>
/// <param name="Sensor">Position of the sensor that shows the coming failure.</param>
/// <param name="Shift">What a coming failure adds to that sensor's readings.</param>
/// <param name="Errors">Positions of the error types that appear before the failure.</param>
public sealed record SimulatedComponent(double Share, int Sensor, double Shift, IReadOnlyList<int> Errors);

/// <summary>How an attribute is distributed over machines, and what it does to the risk of failure.</summary>
/// <param name="Shares">Categorical attributes: share of each category; they add up to 1. Numeric: null.</param>
/// <param name="RiskFactors">Categorical attributes: factor of the failure risk for each category. Numeric: null.</param>
/// <param name="Minimum">Numeric attributes: smallest whole number; all up to the maximum are equally likely.</param>
/// <param name="Maximum">Numeric attributes: largest whole number.</param>
/// <param name="RiskBase">Numeric attributes: the risk is multiplied by RiskBase + RiskPerUnit x value.</param>
public sealed record SimulatedAttribute(
    IReadOnlyList<double>? Shares, IReadOnlyList<double>? RiskFactors, int Minimum, int Maximum, double RiskBase, double RiskPerUnit);

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

/// <summary>Shifts of a component's sensor that come to nothing.</summary>
/// <param name="PerYear">Mean number per machine-year.</param>
/// <param name="Shortest">Shortest length.</param>
/// <param name="Longest">Longest length, exclusive.</param>
/// <param name="Weakest">Smallest part of the component's shift, such as 0.6.</param>
/// <param name="Strongest">Largest part of the component's shift.</param>
public sealed record SimulatedShifts(double PerYear, TimeSpan Shortest, TimeSpan Longest, double Weakest, double Strongest);
