namespace Presage.Engine.Scenarios;

/// <summary>
/// How to make up data of a scenario. Readings are normal; machines are visited regularly, a visit replaces some components and can be a failure;
/// a coming failure shows as a shift of the component's sensor and as errors; shifts and errors without a cause make it hard to see.
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
