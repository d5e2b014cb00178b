using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class SensorsSection
{
    public static IReadOnlyList<Sensor> Read(YamlValue value, HashSet<string> columns) =>
        [.. value.NonEmptyItems().Select(item => One(item, columns))];

    private static Sensor One(YamlValue item, HashSet<string> columns)
    {
        var section = item.Section("name", "unit", "range");
        var (minimum, maximum) = section["range"].Range();
        return new Sensor(section["name"].New(section["name"].Text(), columns), section.Optional("unit")?.Text() ?? "", minimum, maximum);
    }
}
