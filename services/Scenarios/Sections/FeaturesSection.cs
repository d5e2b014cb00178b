using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class FeaturesSection
{
    private static readonly string[] s_aggregates = [.. Enum.GetNames<Aggregate>().Select(name => name.ToLowerInvariant())];

    public static FeatureSettings Read(YamlValue value, bool hasErrors)
    {
        var section = value.Section("grid", "windows", "aggregates", "error-window");
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
