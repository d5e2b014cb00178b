using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class CostsSection
{
    public static Costs Read(YamlValue value)
    {
        var section = value.Section("missed-failure", "prevented-failure", "false-alarm", "lead-time");
        return new Costs(
            section["missed-failure"].NumberFromZero(),
            section["prevented-failure"].NumberFromZero(),
            section["false-alarm"].NumberFromZero(),
            section["lead-time"].DurationFromZero());
    }
}
