using Microsoft.Extensions.Configuration;
using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>The environment of a container, with what it has from ConfigMaps.</summary>
internal static class Settings
{
    /// <summary>Names and values; the value is null where it comes from a Secret or from the pod itself.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(ManifestSet manifests, Container container) =>
    [
        .. container.Node.Items("envFrom").Select(source => source.Text("configMapRef/name")).OfType<string>()
            .SelectMany(name => manifests.OfKind("ConfigMap").Where(map => map.Name == name))
            .SelectMany(map => map.Root.Texts("data")).Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)),
        .. container.Node.Items("env").Select(variable => KeyValuePair.Create(variable.Text("name")!, variable.Text("value"))),
    ];

    public static T Of<T>(ManifestSet manifests, Container container, string section)
        where T : new()
    {
        var values = Of(manifests, container).Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value));
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(section).Get<T>() ?? new T();
    }
}
