namespace Presage.Engine.Scenarios;

/// <summary>How to make up data of a scenario: see DESIGN section 8 and the shipped scenario for the meaning of the figures.</summary>
/// <param name="Start">Time of the first reading.</param>
/// <param name="Sensors">Normal distribution of each sensor, in the scenario's order.</param>
/// <param name="Components">One entry a component, in the scenario's order.</param>
/// <param name="BackgroundErrorsPerYear">Errors without a cause, per machine-year and error type, in the scenario's order.</param>
public sealed record Simulation(
    DateTime Start,
    IReadOnlyList<SimulatedSensor> Sensors,
    IReadOnlyList<SimulatedComponent> Components,
    IReadOnlyList<double> BackgroundErrorsPerYear,
    IReadOnlyList<SimulatedAttribute> Attributes,
    SimulatedService Service,
    SimulatedShifts Shifts);

/// <param name="Shift">What a failing component adds to the sensor.</param>
public sealed record SimulatedSensor(double Mean, double StandardDeviation, double Shift);

/// <param name="Share">Share of all failures, 0 to 1.</param>
/// <param name="Sensor">Name of the sensor that shows the coming failure.</param>
/// <param name="Errors">Errors that appear before the failure.</param>
public sealed record SimulatedComponent(double Share, string Sensor, IReadOnlyList<string> Errors);

/// <param name="Shares">Categorical attributes: share of each category. Numeric: null.</param>
/// <param name="RiskFactors">Categorical attributes: factor of the failure risk for each category.</param>
/// <param name="RiskBase">Numeric attributes: the risk is multiplied by RiskBase + RiskPerUnit x value.</param>
public sealed record SimulatedAttribute(
    IReadOnlyList<double>? Shares, IReadOnlyList<double>? RiskFactors, int Minimum, int Maximum, double RiskBase, double RiskPerUnit);

/// <param name="EveryDays">Days between two service visits of a machine, each at its own phase.</param>
/// <param name="FailuresPerYear">Failures per machine-year before the risk factors.</param>
/// <param name="TwoComponents">Share of failures with two components at once.</param>
/// <param name="Replacements">Probability of 0, 1, 2, ... replacements at a visit.</param>
/// <param name="VisitsBeforeStart">Visits before the first reading.</param>
/// <param name="SignHours">The sensor shifts this long before a failure.</param>
/// <param name="ErrorHours">The errors appear exactly this long before a failure.</param>
/// <param name="ErrorProbability">Probability of each such error.</param>
public sealed record SimulatedService(
    int EveryDays, double FailuresPerYear, double TwoComponents, IReadOnlyList<double> Replacements, int VisitsBeforeStart, int SignHours,
    int ErrorHours, double ErrorProbability);

/// <summary>Shifts of a sensor that come to nothing.</summary>
public sealed record SimulatedShifts(double PerYear, int MinimumHours, int MaximumHours, double MinimumStrength, double MaximumStrength);
