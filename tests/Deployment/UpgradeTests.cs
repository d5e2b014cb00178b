using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment;

/// <summary>
/// An upgrade is applied over what is there, as a whole: a field that the API refuses to change would leave it half done. Where overlays
/// differ in such a field, the document says so.
/// </summary>
public sealed partial class UpgradeTests
{
    private static readonly string s_document = Repository.Read("docs", "operate", "cluster.md");

    public static TheoryData<string> Overlays { get; } = [.. Kustomize.Overlays];

    [Theory, MemberData(nameof(Overlays))]
    public async Task The_next_version_can_be_applied_over_this_one(string overlay)
    {
        var next = await NextVersionAsync(overlay);

        next.Containers.Count(container => container.Image.EndsWith($":{NextVersion}", StringComparison.Ordinal)).ShouldBe(8);
        Immutable.Differences(await Kustomize.OverlayAsync(overlay), next).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("StatefulSet/rabbitmq", "serviceName", "nodes")]
    [InlineData("StatefulSet/mongodb", "volumeClaimTemplates", "[]")]
    [InlineData("Deployment/scoring", "selector", "{ matchLabels: { app: scoring } }")]
    [InlineData("Service/rabbitmq-nodes", "clusterIP", "10.0.0.1")]
    [InlineData("PersistentVolumeClaim/inbox", "accessModes", "[ReadWriteMany]")]
    public async Task What_cannot_be_changed_is_found(string name, string field, string value)
    {
        var changed = await Kustomize.OverlayAsync("standalone");
        var yaml = new YamlStream();
        yaml.Load(new StringReader(value));
        ((YamlMappingNode)changed.Everything.Single(manifest => manifest.ToString() == name).Spec!).Children[field] =
            yaml.Documents[0].RootNode;

        Immutable.Differences(await Kustomize.OverlayAsync("standalone"), changed).ShouldBe([$"{name} spec/{field}"]);
    }

    [Theory]
    [InlineData("dev", "standalone")]
    [InlineData("standalone", "production")]
    public async Task What_cannot_be_changed_between_overlays_is_said(string before, string after)
    {
        var differences = Immutable.Differences(await Kustomize.OverlayAsync(before), await Kustomize.OverlayAsync(after))
            .Select(difference => difference.Split(' ')[0].Replace(Suffix(Repository.Version), "", StringComparison.Ordinal));

        var told = Told().Match(s_document).Groups[1].Value;
        differences.Distinct().Where(name => !told.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_waits_for_a_job_finds_it_in_every_version()
    {
        var scripts = Directory.GetFiles(Repository.PathOf("k8s")).Concat(Directory.GetFiles(Repository.PathOf("docs", "operate")));

        scripts.Where(file => JobByName().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    private static string NextVersion
    {
        get
        {
            var version = Version.Parse(Repository.Version);
            return $"{version.Major}.{version.Minor + 1}.{version.Build}";
        }
    }

    /// <summary>The manifests with the version after this one, and with other settings.</summary>
    private static async Task<ManifestSet> NextVersionAsync(string overlay)
    {
        var copy = Path.Combine(AppContext.BaseDirectory, $"next-{overlay}");
        var files = new[] { "k8s", "deploy/observability" }
            .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories));
        foreach (var file in files)
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            var changed = text.Replace($":{Repository.Version}", $":{NextVersion}", StringComparison.Ordinal)
                .Replace(Suffix(Repository.Version), Suffix(NextVersion), StringComparison.Ordinal);
            var setting = Path.GetExtension(file) switch { ".env" => "Messaging__Retries=7\n", ".js" => "// Changed.\n", _ => "" };
            await File.WriteAllTextAsync(target, changed + setting, TestContext.Current.CancellationToken);
        }

        return await Kustomize.OverlayAsync(overlay, Path.Combine(copy, "k8s"));
    }

    private static string Suffix(string version) => $"-{version.Replace('.', '-')}";

    [GeneratedRegex("### From one overlay to another\n(.+?)\n##", RegexOptions.Singleline)]
    private static partial Regex Told();

    [GeneratedRegex(@"\bjob[s/ ]+(topology|mongodb-initiate)")]
    private static partial Regex JobByName();
}
