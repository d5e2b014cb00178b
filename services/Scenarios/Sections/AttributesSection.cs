using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class AttributesSection
{
    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("name", "a column", "The attribute's column in the machines' file.", "age"),
        new("aliases", "a list of columns", "Other names that the column can have.", "[age_years]", YamlKey.None),
        new("unit", "a text", "Its unit, for people.", "years", YamlKey.None),
        new("range", "[lowest, highest]", "Of a number: the credible values. One of `range` and `categories` is there.", "[0, 100]"),
        new("categories", "a list of names", "Of a name: every value there can be.", "", YamlKey.None),
    ];

    public static IReadOnlyList<MachineAttribute> Read(YamlSection root, RecordKindName? machines, HashSet<string> columns)
    {
        if (root.Optional("attributes") is not { } attributes)
            return [];
        if (machines is null)
            throw attributes.Wrong(
                "there are attributes but no sources.machines that they could come from", "Add sources.machines or remove attributes");
        return [.. attributes.NonEmptyItems().Select(item => One(item, columns))];
    }

    private static MachineAttribute One(YamlValue item, HashSet<string> columns)
    {
        var section = item.Section(Keys);
        var name = section["name"].New(section["name"].Text(), columns);
        var aliases = ReadingSection.Aliases(section, columns);
        var unit = section.Optional("unit")?.Text() ?? "";
        if (section.Optional("categories") is { } categories)
        {
            if (section.Optional("range") is { } range)
                throw range.Wrong($"{item.Path} has categories and a range", "Keep categories for names, or the range for numbers");
            var names = categories.Names();
            return new MachineAttribute(name, unit, 0, names.Count - 1, names) { Aliases = aliases };
        }

        var (minimum, maximum) = section["range"].Range();
        return new MachineAttribute(name, unit, minimum, maximum) { Aliases = aliases };
    }
}
