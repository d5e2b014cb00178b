namespace Presage.Engine.Scenarios;

/// <summary>Normal distribution of a healthy machine's readings.</summary>
public sealed record SimulatedSensor(double Mean, double StandardDeviation);
