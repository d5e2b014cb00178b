using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class CostsSection
{
    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("missed-failure", "a number of at least 0", "A failure that nobody was warned of: the repair, and what stands still.", "10000"),
        new("prevented-failure", "a number of at least 0", "A failure that an alarm came before in time: the planned repair.", "2500"),
        new("false-alarm", "a number of at least 0", "An inspection for nothing.", "500"),
        new(
            "alarm-day", "a number of at least 0",
            "A day in which a component is in alarm: somebody has to keep an eye on it, so that an alarm that never ends is never free.",
            "50", "50")
            { DefaultInWords = "a tenth of `false-alarm`" },
        new("lead-time", "a duration from 0", "An alarm must come at least this long before the failure to be of use.", "12h"),
    ];

    public static Costs Read(YamlValue value)
    {
        var section = value.Section(Keys);
        var costs = new Costs(
            section["missed-failure"].NumberFromZero(),
            section["prevented-failure"].NumberFromZero(),
            section["false-alarm"].NumberFromZero(),
            section["lead-time"].DurationFromZero());
        return section.Optional("alarm-day") is { } alarmDay ? costs with { AlarmDay = alarmDay.NumberFromZero() } : costs;
    }
}
