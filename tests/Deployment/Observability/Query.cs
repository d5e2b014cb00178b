using System.Text.RegularExpressions;

namespace Presage.Tests.Deployment.Observability;

/// <summary>A query in Prometheus's language.</summary>
internal static partial class Query
{
    private static readonly HashSet<string> Words = ["and", "or", "unless", "offset"];

    /// <summary>The metrics that a query asks for.</summary>
    public static IEnumerable<string> MetricsOf(string query)
    {
        var rest = Labels().Replace(Texts().Replace(query, ""), " ");
        return Identifiers().Matches(rest).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct();
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Texts();

    /// <summary>Matchers, ranges, and the labels that are kept.</summary>
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(by|on|without|ignoring)\s*\([^)]*\)")]
    private static partial Regex Labels();

    /// <summary>Names that are no functions.</summary>
    [GeneratedRegex(@"(?<![\w:])[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Identifiers();
}
