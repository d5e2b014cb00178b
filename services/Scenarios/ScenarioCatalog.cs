using System.Reflection;
using Presage.Engine;
using Presage.Engine.Scenarios;

namespace Presage.Scenarios;

/// <summary>The built-in scenarios, and others by file.</summary>
public static class ScenarioCatalog
{
    private const string Beginning = "Presage.Scenarios.BuiltIn.";
    private const string Ending = ".yaml";

    private static readonly Assembly s_assembly = typeof(ScenarioCatalog).Assembly;

    /// <summary>Names of the built-in scenarios, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. s_assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Beginning, StringComparison.Ordinal))
            .Select(resource => resource[Beginning.Length..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The YAML text of a built-in scenario by its name, or of a file by its path.</summary>
    /// <exception cref="PresageException">There is neither, or the file cannot be read.</exception>
    public static string Load(string nameOrPath)
    {
        if (Names.Contains(nameOrPath))
        {
            using var reader = new StreamReader(s_assembly.GetManifestResourceStream(Beginning + nameOrPath + Ending)!);
            return reader.ReadToEnd();
        }

        if (!File.Exists(nameOrPath) && !Directory.Exists(nameOrPath))
        {
            throw new PresageException(
                ErrorKind.NotFound, "unknown-scenario", $"There is no scenario '{nameOrPath}'.",
                $"Name a built-in one ({string.Join(", ", Names)}) or the path of a YAML file.");
        }

        return YamlFile.Read(nameOrPath, "scenario");
    }

    /// <summary>Loads and reads a built-in scenario by its name, or a file by its path.</summary>
    /// <exception cref="PresageException">There is neither, or it has a mistake.</exception>
    public static Scenario Read(string nameOrPath) => ScenarioReader.Read(Load(nameOrPath), nameOrPath);
}
