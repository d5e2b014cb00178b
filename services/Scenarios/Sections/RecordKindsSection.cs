using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class RecordKindsSection
{
    private static readonly ScenarioKey s_code = new("code", "a column", "The column with the error type or the component.", "code");

    public static IReadOnlyList<ScenarioKey> Keys { get; } =
    [
        new(
            "prefixes", "a list of texts", "Beginnings of file names; a file is recognised with any of them and without.", "[plant_]",
            ScenarioKey.None),
        new("telemetry", "a mapping", "The readings.") { Keys = File("telemetry") },
        new("errors", "a mapping", "The machines' error messages.") { Keys = [.. File("errors"), s_code], IsOptional = true },
        new("maintenance", "a mapping", "Replacements of components.") { Keys = [.. File("maintenance"), s_code], IsOptional = true },
        new("failures", "a mapping", "Failures of components.") { Keys = [.. File("failures"), s_code] },
        new("machines", "a mapping", "One line a machine, with its attributes.") { Keys = File("machines"), IsOptional = true },
    ];

    public static RecordKindNames Read(YamlValue value)
    {
        var section = value.Section(Keys);
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new RecordKindNames(
            Prefixes(section.Optional("prefixes")),
            WithoutCode(section["telemetry"], files),
            section.Optional("errors") is { } errors ? WithCode(errors, files) : null,
            section.Optional("maintenance") is { } maintenance ? WithCode(maintenance, files) : null,
            WithCode(section["failures"], files),
            section.Optional("machines") is { } machines ? WithoutCode(machines, files) : null);
    }

    private static IReadOnlyList<ScenarioKey> File(string example) =>
        [new("file", "a file name", "Without folder, prefix and ending.", example)];

    private static IReadOnlyList<string> Prefixes(YamlValue? value) =>
        value is { } prefixes ? [.. prefixes.Names().Zip(prefixes.Items(), (name, item) => WithoutFolder(name, item))] : [];

    private static RecordKindName WithoutCode(YamlValue value, HashSet<string> files) => new(File(value.Section("file")["file"], files));

    private static RecordKindName WithCode(YamlValue value, HashSet<string> files)
    {
        var section = value.Section("file", "code");
        return new RecordKindName(File(section["file"], files), section["code"].Text());
    }

    private static string File(YamlValue value, HashSet<string> files) => WithoutFolder(value.New(value.Text(), files), value);

    private static string WithoutFolder(string name, YamlValue value) =>
        name.AsSpan().IndexOfAny('/', '\\') < 0
            ? name
            : throw value.Wrong($"{value.Path} is '{name}', which is a path", "Write the file's name without folder and ending");
}
