using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Rules;
using Presage.Tests.Deployment.Schemas;

namespace Presage.Tests.Deployment;

/// <summary>The pods that <c>k8s/presage</c> and <c>k8s/inbox</c> start keep the rules of those that stay.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string, string, string> Scripts { get; } = new()
    {
        { "cli.json", "presage", "presage/cli:0.1.0" },
        { "inbox.json", "inbox", "busybox:1.37.0" },
    };

    private static readonly (string Secret, string Key)[] s_madeUp =
    [
        ("rabbitmq", "password"), ("rabbitmq", "erlang-cookie"), ("mongodb", "password"), ("mongodb", "keyfile"), ("grafana", "password"),
    ];

    [Theory, MemberData(nameof(Scripts))]
    public async Task A_pod_of_a_script_keeps_the_rules(string file, string container, string image)
    {
        var overlay = await Kustomize.OverlayAsync("standalone");

        var pod = ScriptPods.Of(file, container, image);
        pod.Containers.ShouldAllBe(found => found.Image == image);

        var all = overlay with { All = [.. overlay.All, .. pod.All] };
        ResourceRule.Check(all).ShouldBeEmpty();
        FormRule.Check(all).ShouldBeEmpty();
        SecurityRule.Check(all).ShouldBeEmpty();
        ImageRule.Check(all).ShouldBeEmpty();
        SecretRule.Check(all).ShouldBeEmpty();
        EnvironmentRule.Check(all).ShouldBeEmpty();
        ReferenceRule.Check(all).ShouldBeEmpty();
        NetworkRule.Check(all).ShouldBeEmpty();
        ClaimRule.Check(all).ShouldBeEmpty();
        Assert.SkipUnless(Declarations.AreInstalled, Declarations.HowToInstall);
        SchemaCheck.Check(all).ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_are_made_up_anew_and_addresses_have_the_accounts_of_their_servers()
    {
        var secrets = ManifestSet.Parse("secrets", await Secrets.MakeAsync("standalone"));
        var others = ManifestSet.Parse("secrets", await Secrets.MakeAsync("standalone"));

        ValueOf(secrets, "presage-broker", "uri")
            .ShouldBe($"amqp://presage:{ValueOf(secrets, "rabbitmq", "password")}@rabbitmq.presage.svc:5672/");
        ValueOf(secrets, "presage-broker", "management")
            .ShouldBe($"http://presage:{ValueOf(secrets, "rabbitmq", "password")}@rabbitmq.presage.svc:15672/");
        ValueOf(secrets, "presage-store", "uri")
            .ShouldStartWith($"mongodb://presage:{ValueOf(secrets, "mongodb", "password")}@mongodb.presage.svc:27017/?");
        foreach (var (name, key) in s_madeUp)
            ValueOf(secrets, name, key).ShouldNotBe(ValueOf(others, name, key));

        // What MongoDB takes as a key.
        ValueOf(secrets, "mongodb", "keyfile").Length.ShouldBeInRange(6, 1024);
        Assert.SkipUnless(Declarations.AreInstalled, Declarations.HowToInstall);
        SchemaCheck.Check(secrets).ShouldBeEmpty();
    }

    [Fact]
    public void A_pod_of_a_script_has_the_image_that_the_script_names()
    {
        Repository.Read("k8s", "presage").ShouldContain("presage/cli:0.1.0");
        Repository.Read("k8s", "inbox").ShouldContain("busybox:1.37.0");
    }

    [Fact]
    public void Commands_are_told_what_the_processes_are_told()
    {
        var told = Repository.Read("k8s", "base", "presage.env").Split('\n')
            .Where(line => line.Contains("__", StringComparison.Ordinal)).ToList();

        told.ShouldNotBeEmpty();
        told.ShouldAllBe(
            line => Repository.Read("k8s", "cli.json")
                .Contains($"\"name\": \"{line.Split('=')[0]}\", \"value\": \"{line.Split('=')[1]}\""));
    }

    private static string ValueOf(ManifestSet secrets, string name, string key) =>
        secrets.Single("Secret", name).Root.Text($"stringData/{key}")!;
}
