namespace Presage.Engine.Scenarios;

/// <summary>A measured quantity of a machine: a column of the telemetry.</summary>
/// <param name="Unit">Unit for people; empty when there is none.</param>
/// <param name="Minimum">Smallest credible value; a reading below is quarantined.</param>
/// <param name="Maximum">Largest credible value; a reading above is quarantined.</param>
public sealed record Sensor(string Name, string Unit, double Minimum, double Maximum);
