using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Schemas;

namespace Presage.Tests.Deployment;

/// <summary>What the APIs of Kubernetes and KEDA take.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Overlays { get; } = [.. Kustomize.Overlays];

    public static TheoryData<string> Components { get; } = [.. Kustomize.Components];

    public SchemaTests() => Assert.SkipUnless(Declarations.AreInstalled, Declarations.HowToInstall);

    [Fact]
    public void The_schemas_are_those_of_Kubernetes_1_32() => Declarations.KubernetesVersion.ShouldBe("1.32");

    [Theory, MemberData(nameof(Overlays))]
    public async Task Kubernetes_and_KEDA_take_every_manifest(string overlay) =>
        SchemaCheck.Check(await Kustomize.OverlayAsync(overlay)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Components))]
    public async Task Each_component_goes_with_the_base_alone(string component) =>
        SchemaCheck.Check(await Kustomize.BaseWithAsync(component)).ShouldBeEmpty();

    [Fact]
    public async Task The_base_goes_without_components() => SchemaCheck.Check(await Kustomize.BaseWithAsync()).ShouldBeEmpty();

    [Fact]
    public async Task All_components_go_together() =>
        SchemaCheck.Check(await Kustomize.BaseWithAsync([.. Kustomize.Components])).ShouldBeEmpty();
}
