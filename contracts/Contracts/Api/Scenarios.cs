namespace Presage.Contracts.Api;

/// <summary>Names of the built-in scenarios.</summary>
public sealed record ScenarioList(IReadOnlyList<string> Scenarios);

/// <summary>A scenario's YAML text.</summary>
public sealed record ScenarioText(string Scenario);

/// <summary>What a scenario describes.</summary>
/// <param name="Hash">SHA-256 of its content, hex.</param>
/// <param name="HorizonHours">Label horizon in hours.</param>
/// <param name="Notices">Values that make no sense beside each other; empty when all is well.</param>
public sealed record ScenarioSummary(
    string Scenario, string Hash, IReadOnlyList<string> Sensors, IReadOnlyList<string> Errors, IReadOnlyList<string> Components,
    double HorizonHours, IReadOnlyList<Notice> Notices);
