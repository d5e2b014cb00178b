using System.Collections;
using System.Reflection;

namespace Presage.Hosting.Settings;

/// <summary>
/// The settings that options have, read off their types: whoever gives a type a section of its own says so by a constant <c>Section</c>,
/// and by <c>FormerSection</c> how it was called before.
/// </summary>
public sealed class KnownSettings
{
    private readonly Dictionary<string, List<string>> _bySection = new(StringComparer.OrdinalIgnoreCase);

    private KnownSettings()
    {
    }

    public IEnumerable<string> Sections => _bySection.Keys;

    /// <summary>Those of every type of options in the assemblies.</summary>
    public static KnownSettings Of(IEnumerable<Assembly> assemblies)
    {
        var known = new KnownSettings();
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()))
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
                if (field is { IsLiteral: true, Name: "Section" or "FormerSection" } && field.GetRawConstantValue() is string section)
                    known.Add(section, type);

        return known;
    }

    /// <summary>Names of a section's settings, such as <c>Host</c>; those of a list or a table end with a colon.</summary>
    public IEnumerable<string> NamesIn(string section) => _bySection.GetValueOrDefault(section, []);

    /// <param name="name">The key without its section, such as <c>AllowedRoots:0</c>.</param>
    public bool Has(string section, string name) => _bySection.GetValueOrDefault(section, []).Exists(
        setting => setting.EndsWith(':') ? name.StartsWith(setting, StringComparison.OrdinalIgnoreCase)
            : string.Equals(setting, name, StringComparison.OrdinalIgnoreCase));

    private void Add(string section, Type type)
    {
        if (!_bySection.TryGetValue(section, out var settings))
            _bySection[section] = settings = [];

        settings.AddRange(SettingsOf(type, ""));
    }

    private static IEnumerable<string> SettingsOf(Type type, string prefix) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true })
        .SelectMany(property => SettingsOf(property, prefix));

    private static IEnumerable<string> SettingsOf(PropertyInfo property, string prefix)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var name = prefix + property.Name;
        if (type.Namespace?.StartsWith("Presage", StringComparison.Ordinal) == true && !type.IsEnum)
            return SettingsOf(type, $"{name}:");

        return [type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) ? $"{name}:" : name];
    }
}
