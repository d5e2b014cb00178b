using System.Globalization;
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
        var pinned = await Kustomize.BaseWithLinesAsync("digests", images);

        pinned.Containers.Select(container => container.Image)
            .ShouldContain($"registry.example.com/presage/scoring:{Repository.Version}@{Digest}");
        ImageRule.Check(pinned).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_accounts_tell_a_registry_who_they_are_as_it_says()
    {
        var told = await Kustomize.BaseWithLinesAsync("registry", PatchList().Match(s_document).Value);

        told.OfKind("ServiceAccount").ShouldNotBeEmpty();
        told.OfKind("ServiceAccount").ShouldAllBe(account => account.Root.Text("imagePullSecrets/0/name") == "registry");
    }

    /// <summary>What it would fetch, the network policies do not let it.</summary>
    [Fact]
    public async Task Grafana_is_told_to_fetch_nothing()
    {
        var manifests = await Kustomize.OverlayAsync("standalone");
        var told = manifests.Containers.Single(container => container.Name == "grafana").Node.Items("env")
            .Where(variable => variable.Text("value") is not null)
            .ToDictionary(variable => variable.Text("name")!, variable => variable.Text("value")!);
        var composed = GrafanaSwitch().Matches(Repository.Read("docker-compose.observability.yml"))
            .ToDictionary(found => found.Groups[1].Value, found => found.Groups[2].Value);

        told["GF_PLUGINS_PREINSTALL_DISABLED"].ShouldBe("true");
        composed.ShouldBe(told, ignoreOrder: true);
    }

    /// <summary>A Prometheus whose volume is full ends, and nobody is alerted of anything any more.</summary>
    [Fact]
    public async Task Prometheus_forgets_before_its_volume_is_full()
    {
        var set = (await Kustomize.OverlayAsync("standalone")).Single("StatefulSet", "prometheus");
        var room = VolumeSize().Match(set.Spec.Text("volumeClaimTemplates/0/spec/resources/requests/storage")!).Groups[1].Value;
        var kept = set.Spec.Items("template/spec/containers/0/args").Select(argument => RetainedSize().Match($"{argument}"))
            .Single(found => found.Success).Groups[1].Value;

        int.Parse(kept, CultureInfo.InvariantCulture).ShouldBeLessThan(int.Parse(room, CultureInfo.InvariantCulture) * 9 / 10);
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

    [GeneratedRegex(@"^(\d+)Gi$")]
    private static partial Regex VolumeSize();

    [GeneratedRegex(@"^--storage\.tsdb\.retention\.size=(\d+)GB$")]
    private static partial Regex RetainedSize();

    [GeneratedRegex(@"^patches:\n(  .+\n)+", RegexOptions.Multiline)]
    private static partial Regex PatchList();

    [GeneratedRegex(@"(GF_\w+): ""(true|false)""")]
    private static partial Regex GrafanaSwitch();

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
