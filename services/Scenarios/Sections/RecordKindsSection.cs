using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class RecordKindsSection
{
    public static RecordKindNames Read(YamlValue value)
    {
        var section = value.Section("prefixes", "telemetry", "errors", "maintenance", "failures", "machines");
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new RecordKindNames(
            Prefixes(section.Optional("prefixes")),
            WithoutCode(section["telemetry"], files),
            section.Optional("errors") is { } errors ? WithCode(errors, files) : null,
            section.Optional("maintenance") is { } maintenance ? WithCode(maintenance, files) : null,
            WithCode(section["failures"], files),
            section.Optional("machines") is { } machines ? WithoutCode(machines, files) : null);
    }

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
