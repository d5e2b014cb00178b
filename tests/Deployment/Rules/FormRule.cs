using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// What the API refuses although its types allow it: names and amounts of a wrong form, mounts of volumes that are not there, things that
/// are there twice.
/// </summary>
internal static partial class FormRule
{
    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.Everything.GroupBy(manifest => manifest.ToString()).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key} is there twice"),
        .. manifests.Everything.SelectMany(CheckManifest),
        .. manifests.Pods.SelectMany(CheckPod),
        .. manifests.Containers.SelectMany(CheckContainer),
    ];

    private static IEnumerable<string> CheckManifest(Manifest manifest)
    {
        if (!Label().IsMatch(manifest.Name))
            yield return $"{manifest}: the name has a wrong form";
        if (manifest.Kind != "Namespace" && manifest.Root.Text("metadata/namespace") != "presage")
            yield return $"{manifest} is in another namespace";
        foreach (var (key, value) in manifest.Root.AllNodes.SelectMany(node => node.Texts("labels").Concat(node.Texts("matchLabels"))))
            if (!LabelKey().IsMatch(key) || !LabelValue().IsMatch(value))
                yield return $"{manifest}: the label {key}: {value} has a wrong form";
        foreach (var amount in manifest.Root.AllNodes.SelectMany(AmountsOf).Where(amount => !Quantity().IsMatch(amount)))
            yield return $"{manifest}: {amount} is no amount";
    }

    private static IEnumerable<string> AmountsOf(YamlNode node) =>
        [.. node.Texts("resources/requests").Values, .. node.Texts("resources/limits").Values,
            .. node.Text("emptyDir/sizeLimit") is { } size ? [size] : Array.Empty<string>()];

    private static IEnumerable<string> CheckPod(Pod pod)
    {
        if (pod.Owner.Kind == "Job" && pod.Spec.Text("restartPolicy") is not ("OnFailure" or "Never"))
            yield return $"{pod} cannot be restarted always";

        var names = pod.AllContainers.Select(container => container.Name).ToList();
        foreach (var twice in Twice(names))
            yield return $"{pod} has two containers {twice}";
        foreach (var twice in Twice(pod.Spec.Items("volumes").Select(volume => volume.Text("name"))))
            yield return $"{pod} has two volumes {twice}";
    }

    private static IEnumerable<string> CheckContainer(Container container)
    {
        var pod = container.Pod;
        var volumes = pod.Spec.Items("volumes").Select(volume => volume.Text("name"))
            .Concat(pod.Owner.Spec.Items("volumeClaimTemplates").Select(claim => claim.Text("metadata/name"))).ToHashSet();
        var mounts = container.Node.Items("volumeMounts");
        foreach (var mount in mounts.Where(mount => !volumes.Contains(mount.Text("name"))))
            yield return $"{container} mounts {mount.Text("name")}, which is no volume of the pod";
        foreach (var twice in Twice(mounts.Select(mount => mount.Text("mountPath"))))
            yield return $"{container} mounts two volumes at {twice}";
        foreach (var twice in Twice(container.Node.Items("env").Select(variable => variable.Text("name"))))
            yield return $"{container} sets {twice} twice";
        foreach (var port in container.Ports.Select(port => port.Text("name") ?? "")
            .Where(name => name.Length > 15 || !Label().IsMatch(name)))
            yield return $"{container}: the name of the port {port} has a wrong form";
        if (!Label().IsMatch(container.Name))
            yield return $"{container}: the name has a wrong form";
    }

    private static IEnumerable<string?> Twice(IEnumerable<string?> names) =>
        names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key);

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex LabelKey();

    [GeneratedRegex(@"^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$")]
    private static partial Regex LabelValue();

    [GeneratedRegex(@"^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$")]
    private static partial Regex Quantity();
}
