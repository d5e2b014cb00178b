using System.Xml.Linq;

namespace Presage.Tests.Architecture;

/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="References">Names of the projects that it references.</param>
/// <param name="Packages">Package references.</param>
internal sealed record ProjectFile(
    string Path, IReadOnlyList<string> References, IReadOnlyList<PackageReference> Packages, bool HasFramework)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public static ProjectFile Read(string path)
    {
        var xml = XDocument.Load(path);
        return new ProjectFile(
            Repository.Relative(path),
            [.. xml.Descendants("ProjectReference").Select(ProjectName)],
            [.. xml.Descendants("PackageReference").Select(ReadPackage)],
            xml.Descendants("FrameworkReference").Any());
    }

    private static PackageReference ReadPackage(XElement reference) => new(
        Include(reference), (string?)reference.Attribute("Version") ?? (string?)reference.Element("Version"),
        (string?)reference.Attribute("PrivateAssets") == "all");

    private static string ProjectName(XElement reference) => System.IO.Path.GetFileNameWithoutExtension(Include(reference));

    private static string Include(XElement element) => ((string?)element.Attribute("Include") ?? "").Replace('\\', '/');
}

/// <param name="Version">Null when it is pinned centrally.</param>
/// <param name="IsPrivate">Needed to build only, such as an analyzer.</param>
internal sealed record PackageReference(string Name, string? Version, bool IsPrivate);
