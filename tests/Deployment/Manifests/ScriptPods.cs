namespace Presage.Tests.Deployment.Manifests;

/// <summary>The pods that scripts start: what they are told to be, with what <c>kubectl run</c> adds.</summary>
internal static class ScriptPods
{
    public static ManifestSet Of(string file, string container, string image) => ManifestSet.Parse(
        file,
        Repository.Read("k8s", file)
            .Replace("\"metadata\": {", $"\"metadata\": {{ \"name\": \"{container}\", \"namespace\": \"presage\",",
                StringComparison.Ordinal)
            .Replace("{\n  \"apiVersion\"", "{\n  \"kind\": \"Pod\", \"apiVersion\"", StringComparison.Ordinal)
            .Replace($"\"name\": \"{container}\",\n", $"\"name\": \"{container}\", \"image\": \"{image}\",\n", StringComparison.Ordinal));
}
