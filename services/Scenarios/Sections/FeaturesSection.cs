using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class FeaturesSection
{
    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("grid", "a duration", "Distance of the rows; they lie at its multiples since 1970-01-01 00:00 UTC.", "12h"),
        new("windows", "a list of durations", "Windows (T - w, T] over the readings, in time; each once.", "[12h, 24h, 36h]"),
        new(
            "aggregates", "a list of mean, std, min, max, slope, last", "Statistics of each sensor in each window; each once.",
            "[mean, std]"),
        new("error-window", "a duration", "Window in which errors are counted; there exactly when there are errors.", "24h",
            YamlKey.None),
    ];

    private static readonly string[] s_aggregates = [.. Enum.GetNames<Aggregate>().Select(name => name.ToLowerInvariant())];

    public static FeatureSettings Read(YamlValue value, bool hasErrors)
    {
        var section = value.Section(Keys);
        var errorWindow = section.Optional("error-window");
        if (!hasErrors && errorWindow is { } unexpected)
            throw unexpected.Wrong("there is an error-window but no errors", "Remove it");

        return new FeatureSettings(
            section["grid"].Duration(),
            Different(section["windows"], item => item.Duration()),
            Different(section["aggregates"], item => (Aggregate)item.OneOf(s_aggregates, "an aggregate")),
            hasErrors ? section["error-window"].Duration() : TimeSpan.Zero);
    }

    private static List<T> Different<T>(YamlValue list, Func<YamlValue, T> read)
    {
        var values = new List<T>();
        foreach (var item in list.NonEmptyItems())
        {
            var value = read(item);
            if (values.Contains(value))
                throw item.Wrong($"{item.Path} repeats '{item.Text()}'", "Write each once");
            values.Add(value);
        }

        return values;
    }
}
