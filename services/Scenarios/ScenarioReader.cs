using Presage.Engine.Scenarios;

namespace Presage.Scenarios;

/// <summary>Reads scenarios from YAML.</summary>
public static class ScenarioReader
{
    /// <summary>Reads and validates a scenario.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="place">Where the text comes from, for messages.</param>
    /// <exception cref="Engine.PresageException">A mistake, with file, line and column and what was expected.</exception>
    public static Scenario Read(string yaml, string place) => throw new NotImplementedException();
}
