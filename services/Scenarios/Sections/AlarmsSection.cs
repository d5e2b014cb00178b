using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

/// <summary>The section <c>alarms</c>, all of which can be left out.</summary>
internal static class AlarmsSection
{
    private const int LongestOnDelay = 1_000;
    private const double MostHysteresis = 0.99;

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("on-delay", "a whole number from 1", "So many consecutive rows at or above the threshold raise an alarm.", "1", "1"),
        new(
            "hysteresis", "a share from 0 to 0.99",
            "An alarm can recover where the probability is below threshold × (1 - hysteresis).", "0", "0"),
        new("recovery", "a duration from 0", "For so long it has to be that low before the alarm has recovered.", "24h", "24h"),
    ];

    public static AlarmSettings Read(YamlValue? value)
    {
        var settings = AlarmSettings.Default;
        if (value?.Section(Keys) is not { } section)
            return settings;

        return new AlarmSettings
        {
            OnDelay = section.Optional("on-delay")?.Whole(1, LongestOnDelay) ?? settings.OnDelay,
            Hysteresis = section.Optional("hysteresis")?.Number(0, MostHysteresis) ?? settings.Hysteresis,
            Recovery = section.Optional("recovery")?.DurationFromZero() ?? settings.Recovery,
        };
    }
}
