using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class SensorsSection
{
    public static IReadOnlyList<ScenarioKey> Keys { get; } =
    [
        new("name", "a column", "The sensor's column in the telemetry.", "temperature"),
        new("unit", "a text", "Its unit, for people.", "C", ScenarioKey.None),
        new("range", "[lowest, highest]", "A reading outside is not credible and is quarantined.", "[-40, 150]"),
    ];

    public static IReadOnlyList<Sensor> Read(YamlValue value, HashSet<string> columns) =>
        [.. value.NonEmptyItems().Select(item => One(item, columns))];

    private static Sensor One(YamlValue item, HashSet<string> columns)
    {
        var section = item.Section(Keys);
        var (minimum, maximum) = section["range"].Range();
        return new Sensor(section["name"].New(section["name"].Text(), columns), section.Optional("unit")?.Text() ?? "", minimum, maximum);
    }
}
