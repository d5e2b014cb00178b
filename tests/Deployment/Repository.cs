using System.Text.RegularExpressions;

namespace Presage.Tests.Deployment;

/// <summary>The repository that this was built from.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    /// <summary>The version of the code.</summary>
    public static string Version { get; } = VersionElement().Match(Read("Directory.Build.props")).Groups[1].Value;

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Microservices.sln")))
            directory = directory.Parent;

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex("<Version>(.+?)</Version>")]
    private static partial Regex VersionElement();
}
