using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>What the API refuses to change of an object that is there.</summary>
internal static class Immutable
{
    private static readonly Dictionary<string, string[]> s_fields = new()
    {
        ["Deployment"] = ["spec/selector"],
        ["StatefulSet"] = ["spec/selector", "spec/serviceName", "spec/podManagementPolicy", "spec/volumeClaimTemplates"],
        ["Job"] = ["spec/selector", "spec/template", "spec/completions", "spec/completionMode"],
        ["Service"] = ["spec/clusterIP"],
        ["PersistentVolumeClaim"] = ["spec/accessModes", "spec/storageClassName", "spec/volumeMode", "spec/selector"],
    };

    /// <summary>The fields that differ, for which a merge of the second into the first is refused.</summary>
    public static IReadOnlyList<string> Differences(ManifestSet before, ManifestSet after) =>
    [
        .. from old in before.Everything
           from changed in after.Everything.Where(other => other.ToString() == old.ToString())
           from field in FieldsOf(changed)
           where !Equals(old.Root.Find(field), changed.Root.Find(field))
           select $"{old} {field}",
    ];

    /// <summary>A Service that becomes a name elsewhere gives its address back.</summary>
    private static string[] FieldsOf(Manifest changed) =>
        changed.Kind == "Service" && changed.Spec.Text("type") == "ExternalName" ? [] : s_fields.GetValueOrDefault(changed.Kind, []);

    private static bool Equals(YamlNode? one, YamlNode? other) => one is null ? other is null : one.Equals(other);
}
