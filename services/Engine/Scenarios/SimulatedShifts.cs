namespace Presage.Engine.Scenarios;

/// <summary>Shifts of a component's sensor that come to nothing.</summary>
/// <param name="PerYear">Mean number per machine-year.</param>
/// <param name="Shortest">Shortest length.</param>
/// <param name="Longest">Longest length, exclusive.</param>
/// <param name="Weakest">Smallest part of the component's shift, such as 0.6.</param>
/// <param name="Strongest">Largest part of the component's shift.</param>
public sealed record SimulatedShifts(double PerYear, TimeSpan Shortest, TimeSpan Longest, double Weakest, double Strongest);
