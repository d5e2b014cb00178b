using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class RecordKindsSection
{
    private const string Long = "long";

    private static readonly IReadOnlyList<YamlKey> s_codes =
    [
        new("code", "a column", "The column with the error type or the component.", "code"),
        new("code-aliases", "a list of columns", "Other names that this column can have.", "", YamlKey.None),
        new(
            "flags", "a mapping of codes to columns",
            "Instead of `code`: columns of 0 and 1. An event is where a machine's column is 1 and was not in its row before in the file. "
            + "Without `file` they stand in the telemetry.",
            "", YamlKey.None),
    ];

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new(
            "prefixes", "a list of texts", "Beginnings of file names; a file is recognised with any of them and without.", "[plant_]",
            YamlKey.None),
        new("telemetry", "a mapping", "The readings.")
        {
            Keys =
            [
                .. File("telemetry"),
                new("layout", "`wide` or `long`", "Whether there is a column a sensor, or a row a value.", "", YamlKey.None),
                new("sensor", "a column", "With `layout: long` the column with the sensor's name.", "", YamlKey.None),
                new("value", "a column", "With `layout: long` the column with its value.", "", YamlKey.None),
                .. ReadingSection.OfKind,
            ],
        },
        new("errors", "a mapping", "The machines' error messages.") { Keys = Events("errors"), IsOptional = true },
        new("maintenance", "a mapping", "Replacements of components.") { Keys = Events("maintenance"), IsOptional = true },
        new("failures", "a mapping", "Failures of components.") { Keys = Events("failures") },
        new("machines", "a mapping", "One line a machine, with its attributes.")
            { Keys = [.. File("machines"), .. ReadingSection.OfKind], IsOptional = true },
    ];

    /// <param name="whole">How files are written unless a kind says it otherwise.</param>
    public static RecordKindNames Read(YamlSection root, ReadingSettings whole)
    {
        var section = root["sources"].Section(Keys);
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var telemetry = section["telemetry"].Section(KeysOf("telemetry"));
        var components = root["components"];
        var errors = root.Optional("errors");
        var kind = WithoutCode(telemetry, files, whole);
        return new RecordKindNames(
            Prefixes(section.Optional("prefixes")),
            kind,
            EventsOf("errors", errors),
            EventsOf("maintenance", components),
            WithCode(section["failures"].Section(KeysOf("failures")), components, files, kind.File, whole),
            section.Optional("machines") is { } machines ? WithoutCode(machines.Section(KeysOf("machines")), files, whole) : null)
        {
            Long = LongOf(telemetry),
        };

        RecordKindName? EventsOf(string name, YamlValue? codes) =>
            section.Optional(name) is { } value ? WithCode(value.Section(KeysOf(name)), codes, files, kind.File, whole) : null;
    }

    private static IReadOnlyList<YamlKey> KeysOf(string kind) => Keys.First(key => key.Name == kind).Keys;

    private static IReadOnlyList<YamlKey> File(string example) =>
        [new("file", "a file name", "Without folder, prefix and ending.", example)];

    private static IReadOnlyList<YamlKey> Events(string example) => [.. File(example), .. s_codes, .. ReadingSection.OfKind];

    private static IReadOnlyList<string> Prefixes(YamlValue? value) =>
        value is { } prefixes ? [.. prefixes.Names().Zip(prefixes.Items(), (name, item) => WithoutFolder(name, item))] : [];

    private static RecordKindName WithoutCode(YamlSection section, HashSet<string> files, ReadingSettings whole) =>
        new(File(section["file"], files)) { Reading = ReadingSection.OfKindIn(section, whole) };

    private static RecordKindName WithCode(
        YamlSection section, YamlValue? codes, HashSet<string> files, string telemetry, ReadingSettings whole)
    {
        if (section.Optional("flags") is not { } flags)
            return new RecordKindName(File(section["file"], files), section["code"].Text())
            {
                CodeAliases = ReadingSection.Texts(section.Optional("code-aliases")),
                Reading = ReadingSection.OfKindIn(section, whole),
            };

        if (section.Optional("code") is { } code)
            throw code.Wrong($"{code.Path} and {flags.Path} are both there", "Keep one of them");

        var file = section.Optional("file") is { } named ? File(named, files) : telemetry;
        return new RecordKindName(file) { Flags = Flags(flags, codes), Reading = ReadingSection.OfKindIn(section, whole) };
    }

    private static IReadOnlyList<FlagColumn> Flags(YamlValue value, YamlValue? codes)
    {
        var section = value.Section(codes?.Names() ?? []);
        return section.Keys.Count > 0
            ? [.. section.Keys.Select(code => new FlagColumn(code, section[code].Text()))]
            : throw value.Wrong($"{value.Path} is empty", "Write a code and its column, such as pump: pump_failed");
    }

    private static LongLayout? LongOf(YamlSection telemetry)
    {
        var (layout, sensor, column) = (telemetry.Optional("layout"), telemetry.Optional("sensor"), telemetry.Optional("value"));
        if (layout?.Text() is not (null or "wide" or Long))
            throw layout.Value.Wrong($"{layout.Value.Path} is '{layout.Value.Text()}'", "Write wide or long");

        if (layout?.Text() == Long)
            return new LongLayout(telemetry["sensor"].Text(), telemetry["value"].Text());

        return (sensor ?? column) is { } unused
            ? throw unused.Wrong($"{unused.Path} is there, but the layout is wide", "Add 'layout: long' to sources.telemetry, or remove it")
            : null;
    }

    private static string File(YamlValue value, HashSet<string> files) => WithoutFolder(value.New(value.Text(), files), value);

    private static string WithoutFolder(string name, YamlValue value) =>
        name.AsSpan().IndexOfAny('/', '\\') < 0
            ? name
            : throw value.Wrong($"{value.Path} is '{name}', which is a path", "Write the file's name without folder and ending");
}
