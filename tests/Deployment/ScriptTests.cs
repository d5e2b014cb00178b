using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Rules;
using Presage.Tests.Deployment.Schemas;

namespace Presage.Tests.Deployment;

/// <summary>The pods that <c>k8s/presage</c> and <c>k8s/inbox</c> start keep the rules of those that stay.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string, string, string> Scripts { get; } = new() { { "cli.json", "presage", "presage/cli:0.1.0" }, { "inbox.json", "inbox", "busybox:1.37.0" } };

    [Theory, MemberData(nameof(Scripts))]
    public async Task A_pod_of_a_script_keeps_the_rules(string file, string container, string image)
    {
        var overlay = await Kustomize.OverlayAsync("standalone");
        var text = Repository.Read("k8s", file).Replace("{\n  \"apiVersion\"", "{\n  \"kind\": \"Pod\", \"apiVersion\"", StringComparison.Ordinal)
            .Replace($"\"name\": \"{container}\",\n", $"\"name\": \"{container}\", \"image\": \"{image}\",\n", StringComparison.Ordinal);
        var pod = ManifestSet.Parse(file, text);
        pod.Containers.ShouldAllBe(found => found.Image == image);

        var all = new ManifestSet(file, [.. overlay.All, .. pod.All]);
        ResourceRule.Check(all).ShouldBeEmpty();
        SecurityRule.Check(all).ShouldBeEmpty();
        ImageRule.Check(all).ShouldBeEmpty();
        SecretRule.Check(all).ShouldBeEmpty();
        EnvironmentRule.Check(all).ShouldBeEmpty();
        ReferenceRule.Check(all).ShouldBeEmpty();
        NetworkRule.Check(all).ShouldBeEmpty();
        Assert.SkipUnless(Declarations.AreInstalled, "the schemas are not installed: npm ci --prefix tests/Deployment/api");
        SchemaCheck.Check(all).ShouldBeEmpty();
    }

    [Fact]
    public void A_pod_of_a_script_has_the_image_that_the_script_names()
    {
        Repository.Read("k8s", "presage").ShouldContain("presage/cli:0.1.0");
        Repository.Read("k8s", "inbox").ShouldContain("--image=busybox:1.37.0");
    }

    [Fact]
    public void Commands_are_told_what_the_processes_are_told()
    {
        var told = Repository.Read("k8s", "base", "presage.env").Split('\n').Where(line => line.Contains("__", StringComparison.Ordinal)).ToList();

        told.ShouldNotBeEmpty();
        told.ShouldAllBe(line => Repository.Read("k8s", "cli.json").Contains($"\"name\": \"{line.Split('=')[0]}\", \"value\": \"{line.Split('=')[1]}\""));
    }
}
