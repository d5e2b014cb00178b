namespace Presage.Engine.Scenarios;

/// <summary>How often a component fails, and how that shows beforehand.</summary>
/// <param name="Share">Share of all failures, 0 to 1; the shares of all components add up to 1.</param>
/// <param name="Sensor">Position of the sensor that shows the coming failure.</param>
/// <param name="Shift">What a coming failure adds to that sensor's readings.</param>
/// <param name="Errors">Positions of the error types that appear before the failure.</param>
public sealed record SimulatedComponent(double Share, int Sensor, double Shift, IReadOnlyList<int> Errors);
