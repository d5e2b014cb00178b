using System.Text.Json;
using Presage.Connections.Definitions;
using Presage.Engine.Alarms;
using Presage.Scenarios.Yaml;

namespace Presage.Connections.Reading;

/// <summary>What a connection is told of without any job.</summary>
internal static class RoutesSection
{
    private static readonly string[] s_priorities =
        [.. Enum.GetNames<AlarmPriority>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static IReadOnlyList<AlarmRoute> Alarms(YamlValue? value) => value is null ? [] : [.. value.Value.NonEmptyItems().Select(Route)];

    public static JobRoute Jobs(YamlValue? value) => value switch
    {
        null => JobRoute.None,
        { IsList: true } list => new JobRoute(list.Names()),
        { } truth => truth.IsTrue() ? JobRoute.All : JobRoute.None,
    };

    private static AlarmRoute Route(YamlValue value)
    {
        var section = value.Section("priority", "datasets", "groups", "components", "past");
        var groups = (section.Optional("groups")?.Entries() ?? []).ToDictionary(group => group.Key.Text(), group => ListOf(group.Value));
        return new AlarmRoute(
            section.Optional("priority") is { } priorities
                ? [.. EntriesOf(priorities).Select(entry => (AlarmPriority)entry.OneOf(s_priorities, "a priority"))]
                : [],
            ListOf(section.Optional("datasets")), groups, ListOf(section.Optional("components")),
            section.Optional("past")?.IsTrue() ?? false);
    }

    private static IReadOnlyList<string> ListOf(YamlValue? value) =>
        value is { } texts ? [.. EntriesOf(texts).Select(entry => entry.Text())] : [];

    private static IReadOnlyList<YamlValue> EntriesOf(YamlValue value) => value.IsList ? value.NonEmptyItems() : [value];
}
