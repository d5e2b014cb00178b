namespace Presage.Tests.Architecture;

/// <summary>The files of the repository that this was built from.</summary>
internal static class Repository
{
    private static readonly string[] NotSource = ["bin", "obj", ".git", "artifacts", "TestResults", "presage-data", "node_modules"];

    private static readonly string[] Written =
        ["*.cs", "*.csproj", "*.props", "*.md", "*.yml", "*.yaml", "*.json", "*.sh", "*.py", "*.sln", "Dockerfile",
            "presage*", "run", ".env*"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files("*.csproj").Select(ProjectFile.Read).OrderBy(project => project.Path, StringComparer.Ordinal)];

    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files("*.cs").Select(SourceFile.Read).OrderBy(source => source.Path, StringComparer.Ordinal)];

    /// <summary>Sources of the product, without those of its tests.</summary>
    public static IEnumerable<SourceFile> ProductSources =>
        Sources.Where(source => !source.Path.StartsWith("tests/", StringComparison.Ordinal));

    public static ProjectFile Project(string path) => Projects.Single(project => project.Path == path);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Everything that people write, whatever it is written in.</summary>
    public static IEnumerable<(string Path, string Text)> Texts() => Written
        .SelectMany(Files)
        .Select(path => (Relative(path), File.ReadAllText(path)));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Where(path => !Relative(path).Split('/').Any(NotSource.Contains));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Microservices.sln")))
            directory = directory.Parent;

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
