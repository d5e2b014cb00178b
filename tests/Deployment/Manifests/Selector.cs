using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>Kubernetes' label selectors. An empty one selects everything.</summary>
internal static class Selector
{
    public static bool Selects(YamlNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector.Texts("matchLabels").All(label => labels.GetValueOrDefault(label.Key) == label.Value)
        && selector.Items("matchExpressions").All(expression => Holds(expression, labels));

    private static bool Holds(YamlNode expression, IReadOnlyDictionary<string, string> labels)
    {
        var label = labels.GetValueOrDefault(expression.Text("key") ?? "");
        var values = expression.Items("values").Select(value => ((YamlScalarNode)value).Value);
        return expression.Text("operator") switch
        {
            "In" => values.Contains(label),
            "NotIn" => !values.Contains(label),
            "Exists" => label is not null,
            "DoesNotExist" => label is null,
            var other => throw new InvalidOperationException($"No operator of selectors: {other}"),
        };
    }
}
