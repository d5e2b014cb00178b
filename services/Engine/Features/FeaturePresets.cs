using Presage.Engine.Features.Default;
using Presage.Engine.Features.Reference;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Features;

/// <summary>The presets by name.</summary>
public static class FeaturePresets
{
    /// <summary>Point-in-time correct: a row depends on records up to its time only.</summary>
    public const string Default = "default";

    /// <summary>The features of Microsoft's reference notebook with all their properties, for comparison.</summary>
    public const string Reference = "reference";

    public static IReadOnlyList<string> Names { get; } = [Default, Reference];

    /// <exception cref="PresageException">There is no such preset.</exception>
    public static IFeaturePreset Create(string name, Scenario scenario) => name switch
    {
        Default => new DefaultPreset(scenario),
        Reference => new ReferencePreset(scenario),
        _ => throw new PresageException(
            ErrorKind.Invalid, "unknown-preset", $"There is no feature preset '{name}'.", $"Name one of {string.Join(", ", Names)}."),
    };
}
