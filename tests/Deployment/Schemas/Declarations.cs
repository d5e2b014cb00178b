using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Presage.Tests.Deployment.Schemas;

/// <summary>
/// Types of Kubernetes and KEDA, read from the declarations of their clients for TypeScript, which are generated from the API's own
/// description. They say what fields there are, which of them must be there, and of what type they are.
/// </summary>
internal static partial class Declarations
{
    public const string HowToInstall = "the schemas are not installed: npm ci --prefix tests/Deployment/api";

    private const string KedaPrefix = "IComGithubKedacoreKedaV2ApisKedaV1alpha1";

    private static readonly string s_modules = Repository.PathOf("tests", "Deployment", "api", "node_modules");
    private static readonly string s_kubernetes = Path.Combine(s_modules, "@kubernetes", "client-node", "dist", "gen");
    private static readonly string s_keda = Path.Combine(s_modules, "@kubernetes-models", "keda", "keda.sh", "v1alpha1");
    private static readonly ConcurrentDictionary<string, Declaration?> s_read = new();

    public static bool AreInstalled => Directory.Exists(s_kubernetes) && Directory.Exists(s_keda);

    /// <summary>The version of Kubernetes that the declarations are of.</summary>
    public static string KubernetesVersion =>
        SpecVersion().Match(File.ReadAllText(Path.Combine(s_kubernetes, "models", "V1Pod.d.ts"))).Groups[1].Value;

    /// <summary>The type of an object; null when the API has no such kind in that group and version.</summary>
    public static string? TypeOf(string apiVersion, string kind)
    {
        if (apiVersion == "keda.sh/v1alpha1")
            return Of(KedaPrefix + kind) is null ? null : KedaPrefix + kind;

        var (group, version) = apiVersion.Split('/') is [var first, var second] ? (first, second) : ("core", apiVersion);
        var api = Path.Combine(s_kubernetes, "apis", $"{NameOf(group)}{Capitalized(version)}Api.d.ts");
        return File.Exists(api) && Regex.IsMatch(File.ReadAllText(api), $@"\bcreate(Namespaced)?{Regex.Escape(kind)}\(")
            ? Capitalized(version) + kind : null;
    }

    /// <summary>The declaration of a type; null when there is none of that name.</summary>
    public static Declaration? Of(string type) => s_read.GetOrAdd(type, Read);

    private static Declaration? Read(string type)
    {
        var file = type.StartsWith(KedaPrefix, StringComparison.Ordinal)
            ? Path.Combine(s_keda, $"{type[KedaPrefix.Length..]}.d.ts")
            : Path.Combine(
                s_kubernetes, "models",
                $"{(type.StartsWith("IIoK8s", StringComparison.Ordinal) ? ShortName().Match(type).Value : type)}.d.ts");
        if (!File.Exists(file))
            return null;

        var text = File.ReadAllText(file);
        if (OtherName().Match(text) is { Success: true } other)
            return Of(other.Groups[1].Value);

        var body = Body().Match(text).Groups[1].Value;
        return new Declaration(type, Property().Matches(Comment().Replace(body, "")).ToDictionary(
            property => property.Groups[1].Value.TrimStart('_'),
            property => new Field(property.Groups[3].Value, property.Groups[2].Length == 0)));
    }

    /// <summary><c>rbac.authorization.k8s.io</c> is RbacAuthorization to the client.</summary>
    private static string NameOf(string group) =>
        string.Concat(group.Replace(".k8s.io", "", StringComparison.Ordinal).Split('.').Select(Capitalized));

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"OpenAPI spec version: v(\d+\.\d+)")]
    private static partial Regex SpecVersion();

    [GeneratedRegex(@"export (?:declare class|interface) [^{]*\{(.*?)(?:\n    static |\n\})", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"export type \w+ = (I\w+);")]
    private static partial Regex OtherName();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"['""]([\w$.-]+)['""](\??): ((?:\{[^}]*\}|[^;{])+);")]
    private static partial Regex Property();

    [GeneratedRegex(@"V\d\w*$")]
    private static partial Regex ShortName();
}
