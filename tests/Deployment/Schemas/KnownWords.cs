using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Schemas;

/// <summary>Fields that the types call text, and of which the API takes certain words only.</summary>
internal static class KnownWords
{
    private static readonly Dictionary<string, string[]> s_words = new()
    {
        ["imagePullPolicy"] = ["Always", "IfNotPresent", "Never"],
        ["restartPolicy"] = ["Always", "OnFailure", "Never"],
        ["whenUnsatisfiable"] = ["DoNotSchedule", "ScheduleAnyway"],
        ["nodeTaintsPolicy"] = ["Honor", "Ignore"],
        ["podManagementPolicy"] = ["OrderedReady", "Parallel"],
        ["fsGroupChangePolicy"] = ["OnRootMismatch", "Always"],
        ["unhealthyPodEvictionPolicy"] = ["IfHealthyBudget", "AlwaysAllow"],
        ["protocol"] = ["TCP", "UDP", "SCTP"],
        ["policyTypes"] = ["Ingress", "Egress"],
        ["accessModes"] = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
        ["operator"] = ["In", "NotIn", "Exists", "DoesNotExist", "Equal"],
        ["medium"] = ["", "Memory", "HugePages"],
    };

    public static IEnumerable<string> Check(string field, YamlNode value, string path)
    {
        if (!s_words.TryGetValue(field, out var words))
            return [];

        return value.AllNodes.OfType<YamlScalarNode>().Where(word => !words.Contains(word.Value))
            .Select(word => $"{path}: {word.Value} is none of {string.Join(", ", words)}");
    }
}
