using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Rules;

namespace Presage.Tests.Deployment;

/// <summary><c>docs/operate/cluster.md</c> and Compose say what the manifests do.</summary>
public sealed partial class DocumentTests
{
    private static readonly string s_document = Repository.Read("docs", "operate", "cluster.md");

    [Fact]
    public void Every_alert_is_explained()
    {
        var alerts = AlertName().Matches(Repository.Read("deploy", "observability", "alerts.yml"))
            .Select(alert => alert.Groups[1].Value).ToList();
        var explained = ExplainedAlert().Matches(s_document).Select(alert => alert.Groups[1].Value);

        alerts.ShouldNotBeEmpty();
        explained.ShouldBe(alerts, ignoreOrder: true);
    }

    [Fact]
    public void Every_overlay_and_component_is_named()
    {
        Kustomize.Overlays.ShouldAllBe(overlay => s_document.Contains($"| `{overlay}` |"));
        Kustomize.Components.ShouldAllBe(component => s_document.Contains($"`{component}`"));
    }

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        var links = Link().Matches(s_document).Select(link => link.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal)).Select(link => Path.Combine("docs", "operate", link));
        var named = FileInCommand().Matches(s_document).Select(file => file.Value);
        var missing = links.Concat(named).Where(path => !Path.Exists(Repository.PathOf(path)));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Images_can_be_pinned_as_it_says()
    {
        const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

        var images = ImageList().Match(s_document).Value.Replace("sha256:...", Digest, StringComparison.Ordinal);
        var pinned = await Kustomize.BaseWithLinesAsync(images);

        pinned.Containers.Select(container => container.Image)
            .ShouldContain($"registry.example.com/presage/scoring:{Repository.Version}@{Digest}");
        ImageRule.Check(pinned).ShouldBeEmpty();
    }

    [Fact]
    public async Task Kubernetes_and_Compose_run_the_same_versions()
    {
        var composed = new[] { "docker-compose.yml", "docker-compose.observability.yml" }
            .SelectMany(file => ComposeImage().Matches(Repository.Read(file))).Select(image => image.Groups[1].Value).ToHashSet();
        var manifests = await Kustomize.OverlayAsync("standalone");

        manifests.Containers.Select(container => container.Image).ToHashSet().ShouldBe(composed, ignoreOrder: true);
    }

    [GeneratedRegex(@"^images:\n(  - .+\n)+", RegexOptions.Multiline)]
    private static partial Regex ImageList();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();

    [GeneratedRegex(@"^\| (Presage\w+) \|", RegexOptions.Multiline)]
    private static partial Regex ExplainedAlert();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(k8s|deploy|tests)/[\w./-]*\w")]
    private static partial Regex FileInCommand();

    [GeneratedRegex(@"^ *image: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex ComposeImage();
}
