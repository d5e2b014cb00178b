using Presage.Connections.Addresses;
using Presage.Scenarios.Yaml;

namespace Presage.Connections.Reading;

/// <summary>What is trusted beside public addresses and known authorities.</summary>
internal static class NetworksSection
{
    public static IReadOnlyList<string> Read(YamlValue? value) => value is null ? [] : [.. value.Value.NonEmptyItems().Select(Entry)];

    public static string? Authority(YamlValue? value) => value is null || Path.IsPathFullyQualified(value.Value.Text())
        ? value?.Text()
        : throw value.Value.Wrong($"{value.Value.Path} is no whole path", "Write a path from the root, such as /etc/presage/authority.pem");

    private static string Entry(YamlValue value) => AddressRule.IsEntry(value.Text())
        ? value.Text()
        : throw value.Wrong(
            $"{value.Path} is '{value.Text()}'", "Write a host, an address or a network, such as hooks.plant, 10.1.2.3 or 10.1.0.0/16");
}
