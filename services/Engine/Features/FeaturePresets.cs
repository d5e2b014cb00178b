using Presage.Engine.Scenarios;

namespace Presage.Engine.Features;

/// <summary>The presets by name.</summary>
public static class FeaturePresets
{
    public const string Default = "default";
    public const string Reference = "reference";

    public static IReadOnlyList<string> Names { get; } = [Default, Reference];

    /// <exception cref="PresageException">There is no such preset.</exception>
    public static IFeaturePreset Create(string name, Scenario scenario) => throw new NotImplementedException();
}
