using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Presage.Tests.Architecture;

public sealed partial class PackageTests
{
    [Fact]
    public void Versions_stand_in_one_place()
    {
        var wrong = Repository.Projects
            .SelectMany(
                project => project.Packages.Where(package => package.Version is not null)
                    .Select(package => $"{project.Path}: {package.Name}"));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_package_has_one_exact_version()
    {
        var xml = XDocument.Parse(Repository.Read("Directory.Packages.props"));
        var properties = xml.Descendants("PropertyGroup").Elements()
            .ToLookup(property => $"$({property.Name.LocalName})", property => property.Value);
        var versions = xml.Descendants("PackageVersion")
            .ToLookup(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);

        var floating = versions.Where(
            package => package.SelectMany(version => properties.Contains(version) ? properties[version] : [version])
            .Any(version => !ExactVersion().IsMatch(version)));
        var twice = versions.Where(package => package.Count() > 1);
        var unknown = Repository.Projects.SelectMany(project => project.Packages).Select(package => package.Name)
            .Except(versions.Select(package => package.Key));

        floating.Select(package => package.Key).ShouldBeEmpty();
        twice.Select(package => package.Key).ShouldBeEmpty();
        unknown.ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[\w.]+)?$")]
    private static partial Regex ExactVersion();
}
