using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>The pods of a workload: what they are made from.</summary>
internal sealed record Pod(Manifest Owner, YamlNode Template)
{
    public IReadOnlyDictionary<string, string> Labels => Template.Texts("metadata/labels");

    public YamlNode? Spec => Template.Find("spec");

    /// <summary>Those that run as long as the pod does.</summary>
    public IEnumerable<Container> Containers => Spec.Items("containers").Select(node => new Container(this, node));

    public IEnumerable<Container> AllContainers =>
        Spec.Items("initContainers").Select(node => new Container(this, node)).Concat(Containers);

    public bool IsWorker => Labels.GetValueOrDefault("app.kubernetes.io/component") == "worker";

    /// <summary>Whether it is there until it is told to stop.</summary>
    public bool IsLasting => Owner.Kind is "Deployment" or "StatefulSet" or "DaemonSet";

    public override string ToString() => Owner.ToString();
}
