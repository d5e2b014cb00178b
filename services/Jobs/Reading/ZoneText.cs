using Presage.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Names of time zones, those of IANA only.</summary>
internal static class ZoneText
{
    private const string Utc = "UTC";

    public static string Read(YamlValue value)
    {
        var name = value.Text();
        var known = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Append(Utc).ToList();
        if (known.Contains(name) || IsLink(name))
            return name;

        var near = known.FirstOrDefault(zone => zone.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? known.FirstOrDefault(zone => zone.EndsWith($"/{name.Replace(' ', '_')}", StringComparison.OrdinalIgnoreCase))
            ?? Nearest.To(name, known);
        throw value.Wrong(
            $"{value.Path} is '{name}', which is no time zone that is known here",
            near is null ? "Write an IANA name, such as Europe/Berlin" : $"Did you mean {near}?");
    }

    /// <summary>Whether it is another name of a zone, which lists leave out.</summary>
    private static bool IsLink(string name) =>
        name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
