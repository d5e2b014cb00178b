namespace Presage.Cli.Risks;

/// <summary>What a result set says about a machine at the machine's latest time.</summary>
/// <param name="Component">The most probable one to fail.</param>
/// <param name="Alarm">Whether the probability is at or above the threshold.</param>
/// <param name="Since">Since when it has been without a break; null when it is not.</param>
/// <param name="Reasons">Sentences, strongest first.</param>
internal sealed record MachineRisk(
    string Machine, DateTime Time, string Component, double Probability, double Threshold, bool Alarm, DateTime? Since, IReadOnlyList<string> Reasons,
    string Model, int Version);
