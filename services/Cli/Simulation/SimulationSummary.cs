namespace Presage.Cli.Simulation;

/// <summary>What a simulation has written.</summary>
/// <param name="Files">Full paths of the files.</param>
public sealed record SimulationSummary(int Machines, long Readings, long Errors, long Replacements, long Failures, IReadOnlyList<string> Files);
