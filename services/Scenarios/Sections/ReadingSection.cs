using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

/// <summary>How files are written: of the whole scenario, or of one kind of records, which then says it for itself.</summary>
internal static class ReadingSection
{
    private const string Utc = "UTC";

    public static IReadOnlyList<YamlKey> EntityKeys { get; } =
    [
        new("column", "a column", "The column that names the machine. Default with `file-name`: `machine`.", "machine"),
        new("aliases", "a list of columns", "Other names that the column can have.", "[device]", YamlKey.None),
        new(
            "file-name", "a text with one *",
            "When a file is of one machine: `*` takes the file's name without its ending, `telemetry-*` a part of it and `machine=*` the "
            + "name of a folder. A file that has the column is read by the column.",
            "", YamlKey.None),
    ];

    public static IReadOnlyList<YamlKey> TimeKeys { get; } =
    [
        new("column", "a column", "The column with the time. It, or `date` and `time`, is there.", "time"),
        new("date", "a column", "Instead of `column`: the column with the date, where the time of day stands apart.", "", YamlKey.None),
        new("time", "a column", "The column with the time of day.", "", YamlKey.None),
        new("aliases", "a list of columns", "Other names that the column can have.", "[timestamp]", YamlKey.None),
        new(
            "format", "a name or a pattern",
            $"How times are written: one of {string.Join(", ", TimeSettings.Formats.Select(name => $"`{name}`"))}, or a pattern such as "
            + "`dd.MM.yy HH:mm`. Otherwise each file is judged by itself.",
            "", YamlKey.None),
        new("zone", "an IANA name", "Zone of times that do not say theirs, such as `Europe/Berlin`.", "UTC", Utc),
    ];

    /// <summary>Keys that a kind of records can have besides.</summary>
    public static IReadOnlyList<YamlKey> OfKind { get; } =
    [
        new("entity", "as `entity` of the file", "Where the machine stands in these files.", "", YamlKey.None),
        new("time", "as `time` of the file", "Where the time stands in these files and how it is written.", "", YamlKey.None),
        new("decimal", "as `decimal` of the file", "Decimal mark of these files.", "", YamlKey.None),
        new("missing", "as `missing` of the file", "What stands for no value in these files.", "", YamlKey.None),
    ];

    /// <param name="columns">Names of the columns that there are; those named here are told apart from them.</param>
    public static ReadingSettings Read(YamlSection root, HashSet<string> columns) => new()
    {
        Entity = Entity(root["entity"], columns),
        Time = Time(root["time"], columns),
        Decimal = Decimal(root.Optional("decimal")),
        Missing = Texts(root.Optional("missing")),
    };

    /// <summary>Null for a kind of records that says nothing of its own.</summary>
    public static ReadingSettings? OfKindIn(YamlSection kind, ReadingSettings whole) => OfKind.All(key => kind.Optional(key.Name) is null)
        ? null
        : new ReadingSettings
        {
            Entity = kind.Optional("entity") is { } entity ? Entity(entity, Columns()) : whole.Entity,
            Time = kind.Optional("time") is { } time ? Time(time, Columns()) : whole.Time,
            Decimal = Decimal(kind.Optional("decimal")) ?? whole.Decimal,
            Missing = [.. whole.Missing.Union(Texts(kind.Optional("missing")))],
        };

    /// <summary>Different texts; none for a key that is not there.</summary>
    public static IReadOnlyList<string> Texts(YamlValue? value) => value?.Names() ?? [];

    /// <summary>Other names of a column.</summary>
    public static IReadOnlyList<string> Aliases(YamlSection section, HashSet<string> columns) =>
        section.Optional("aliases") is { } aliases ? [.. aliases.NonEmptyItems().Select(item => item.New(item.Text(), columns))] : [];

    private static HashSet<string> Columns() => new(StringComparer.OrdinalIgnoreCase);

    private static EntitySettings Entity(YamlValue value, HashSet<string> columns)
    {
        if (!value.IsMapping)
            return new EntitySettings(value.New(value.Text(), columns));

        var section = value.Section(EntityKeys);
        var fileName = section.Optional("file-name") is { } name ? FileName(name) : null;
        var column = section.Optional("column") is { } named ? named.New(named.Text(), columns)
            : fileName is not null ? value.New("machine", columns)
            : throw value.Wrong($"{value.Path} names no column", "Add 'column' to it, or 'file-name'");
        return new EntitySettings(column, fileName) { Aliases = Aliases(section, columns) };
    }

    private static string FileName(YamlValue value) => value.Text() is var text && text.Count(letter => letter == '*') == 1
        ? text
        : throw value.Wrong($"{value.Path} is '{text}'", "Write a text with one *, such as telemetry-*");

    private static TimeSettings Time(YamlValue value, HashSet<string> columns)
    {
        if (!value.IsMapping)
            return new TimeSettings(value.New(value.Text(), columns));

        var section = value.Section(TimeKeys);
        var (date, time) = (section.Optional("date"), section.Optional("time"));
        if (section.Optional("column") is { } whole && (date ?? time) is not null)
            throw whole.Wrong($"{value.Path} has a column and a date or time", "Keep the column, or date and time");

        if (date is null != time is null)
            throw value.Wrong($"{value.Path} has only one of date and time", "Give both columns, or one 'column'");

        var column = time ?? section["column"];
        return new TimeSettings(
            column.New(column.Text(), columns),
            date is { } day ? day.New(day.Text(), columns) : null,
            section.Optional("format") is { } format ? Format(format) : null,
            section.Optional("zone") is { } zone ? Zone(zone) : null)
        {
            Aliases = Aliases(section, columns),
        };
    }

    private static string Format(YamlValue value)
    {
        var text = value.Text();
        var isPattern = text.Contains('d') && text.Contains('M') && text.Contains('y');
        return isPattern || TimeSettings.Formats.Contains(text)
            ? text
            : throw value.Wrong(
                $"{value.Path} is '{text}', which is no format of times",
                $"Write one of {string.Join(", ", TimeSettings.Formats)}, or a pattern such as dd.MM.yy HH:mm");
    }

    private static string? Zone(YamlValue value)
    {
        var name = value.Text();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            throw value.Wrong($"{value.Path} is '{name}', which is no zone that is known here", "Write an IANA name such as Europe/Berlin");

        return zone.Id == TimeZoneInfo.Utc.Id || name == Utc ? null : name;
    }

    private static char? Decimal(YamlValue? value) => value?.Text() switch
    {
        null => null,
        "," => ',',
        "." => '.',
        var text => throw value.Value.Wrong($"{value.Value.Path} is '{text}'", "Write \",\" or \".\""),
    };
}
