using System.Xml.Linq;

namespace Presage.Tests.Architecture;

/// <summary>A project with what it imports from the files that it shares with others.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="References">Names of the projects that it references.</param>
/// <param name="Packages">Package references.</param>
internal sealed record ProjectFile(
    string Path, IReadOnlyList<string> References, IReadOnlyList<PackageReference> Packages, bool HasFramework)
{
    private const string Shared = "Directory.Build.props";

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public static ProjectFile Read(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var items = PartsOf(path).SelectMany(part => part.Descendants("ItemGroup").Elements()).ToLookup(item => item.Name.LocalName);
        return new ProjectFile(
            Repository.Relative(path),
            [.. items["ProjectReference"].Select(item => Include(item, path))
                .Where(reference => File.Exists(System.IO.Path.Combine(folder, reference)))
                .Select(System.IO.Path.GetFileNameWithoutExtension).OfType<string>()],
            [.. items["PackageReference"].Select(item => ReadPackage(item, path))],
            items["FrameworkReference"].Any());
    }

    /// <summary>The project's own file, those that it imports, and those that the build imports from the folders above.</summary>
    private static IEnumerable<XDocument> PartsOf(string path)
    {
        var project = XDocument.Load(path);
        yield return project;
        var folder = System.IO.Path.GetDirectoryName(path)!;
        foreach (var import in project.Descendants("Import"))
            yield return XDocument.Load(System.IO.Path.Combine(folder, (string)import.Attribute("Project")!));

        for (var above = new DirectoryInfo(folder); above.FullName.Length >= Repository.Root.Length; above = above.Parent!)
            if (System.IO.Path.Combine(above.FullName, Shared) is var shared && File.Exists(shared))
                yield return XDocument.Load(shared);
    }

    private static PackageReference ReadPackage(XElement reference, string project) => new(
        Include(reference, project), (string?)reference.Attribute("Version") ?? (string?)reference.Element("Version"),
        (string?)reference.Attribute("PrivateAssets") == "all");

    private static string Include(XElement element, string project) => ((string?)element.Attribute("Include") ?? "")
        .Replace('\\', '/').Replace("$(MSBuildProjectName)", System.IO.Path.GetFileNameWithoutExtension(project), StringComparison.Ordinal);
}

/// <param name="Version">Null when it is pinned centrally.</param>
/// <param name="IsPrivate">Needed to build only, such as an analyzer.</param>
internal sealed record PackageReference(string Name, string? Version, bool IsPrivate);
