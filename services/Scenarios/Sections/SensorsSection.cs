using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class SensorsSection
{
    private static readonly string[] s_aliasKeys = ["name", "factor", "offset"];

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("name", "a column", "The sensor's column in the telemetry.", "temperature"),
        new("unit", "a text", "Its unit, for people; a column such as `temperature [C]` is known by it.", "C", YamlKey.None),
        new("range", "[lowest, highest]", "A value outside is not credible and is refused.", "[-40, 150]"),
        new(
            "aliases", "a list of columns, or of `{ name, factor, offset }`",
            "Other names that the column can have. What stands in another unit is multiplied by `factor`, then `offset` is added.",
            "[temp, { name: \"temp [F]\", factor: 0.5555556, offset: -17.7777778 }]", YamlKey.None),
        new("missing", "a list of texts and numbers", "What stands for no value of this sensor.", "[-999]", YamlKey.None),
        new(
            "hold", "a duration", "Of a sensor that is reported when it changes: how long a value holds at most.", "3d", YamlKey.None),
    ];

    public static IReadOnlyList<Sensor> Read(YamlValue value, HashSet<string> columns) =>
        [.. value.NonEmptyItems().Select(item => One(item, columns))];

    private static Sensor One(YamlValue item, HashSet<string> columns)
    {
        var section = item.Section(Keys);
        var (minimum, maximum) = section["range"].Range();
        return new Sensor(section["name"].New(section["name"].Text(), columns), section.Optional("unit")?.Text() ?? "", minimum, maximum)
        {
            Aliases = section.Optional("aliases") is { } aliases
                ? [.. aliases.NonEmptyItems().Select(alias => Alias(alias, columns))]
                : [],
            Missing = ReadingSection.Texts(section.Optional("missing")),
            Hold = section.Optional("hold")?.DurationFromZero() ?? TimeSpan.Zero,
        };
    }

    private static SensorAlias Alias(YamlValue value, HashSet<string> columns)
    {
        if (!value.IsMapping)
            return new SensorAlias(value.New(value.Text(), columns));

        var section = value.Section(s_aliasKeys);
        var factor = section.Optional("factor")?.Number() ?? 1;
        return factor != 0
            ? new SensorAlias(section["name"].New(section["name"].Text(), columns), factor, section.Optional("offset")?.Number() ?? 0)
            : throw section["factor"].Wrong($"{section["factor"].Path} is 0", "Write a number other than 0");
    }
}
