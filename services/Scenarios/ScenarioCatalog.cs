namespace Presage.Scenarios;

/// <summary>The built-in scenarios, and others by file.</summary>
public static class ScenarioCatalog
{
    /// <summary>Names of the built-in scenarios.</summary>
    public static IReadOnlyList<string> Names => throw new NotImplementedException();

    /// <summary>The YAML text of a built-in scenario by its name, or of a file by its path.</summary>
    /// <exception cref="Engine.PresageException">There is neither.</exception>
    public static string Load(string nameOrPath) => throw new NotImplementedException();
}
