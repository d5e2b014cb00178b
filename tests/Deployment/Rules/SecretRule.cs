using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>Passwords and keys stand in Secrets, and Secrets do not stand in manifests.</summary>
internal static partial class SecretRule
{
    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.All.Where(manifest => manifest.Kind == "Secret").Select(secret => $"{secret} holds its values"),
        .. manifests.Containers.SelectMany(container => container.Node.Items("env")
            .Where(variable => variable.Find("value") is not null && NameOfSecret().IsMatch(variable.Text("name")!))
            .Select(variable => $"{container}: {variable.Text("name")} has its value in the manifest")),
        .. manifests.All.SelectMany(manifest => manifest.Root.Scalars()
            .Where(text => AddressWithPassword().IsMatch(text.Value ?? ""))
            .Select(text => $"{manifest} holds an address with a password")),
    ];

    [GeneratedRegex("pass(word)?$|secret|token|cookie|(^|_)key$", RegexOptions.IgnoreCase)]
    private static partial Regex NameOfSecret();

    // A script's ${variable} is no password.
    [GeneratedRegex(@"\w://[^/\s:@]+:(?!\$\{)[^/\s@]+@")]
    private static partial Regex AddressWithPassword();
}
