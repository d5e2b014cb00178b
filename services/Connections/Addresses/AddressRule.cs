using System.Net;
using System.Net.Sockets;

namespace Presage.Connections.Addresses;

/// <summary>
/// Which addresses may be connected to: public ones, and those that somebody has allowed by host, address or network. Addresses at which
/// machines of a cloud are told secrets, and others that are of one link only, are allowed by address or network alone.
/// </summary>
/// <param name="allowed">Hosts, addresses and networks, such as <c>hooks.plant</c>, <c>10.1.2.3</c> and <c>10.1.0.0/16</c>.</param>
public sealed class AddressRule(IReadOnlyList<string> allowed)
{
    private static readonly IPNetwork[] s_ofOneLink = Networks("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128");

    /// <summary>By the registries of addresses for special purposes (RFC 6890 and its successors).</summary>
    private static readonly IPNetwork[] s_notPublic = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/128", "::1/128", "64:ff9b:1::/48",
        "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fec0::/10", "ff00::/8");

    private readonly IPNetwork[] _networks = [.. allowed.Select(NetworkOf).OfType<IPNetwork>()];

    /// <summary>Whether a text is a host, an address or a network.</summary>
    public static bool IsEntry(string text) => NetworkOf(text) is not null || Uri.CheckHostName(text) == UriHostNameType.Dns;

    /// <summary>Why an address that a host has may not be connected to; null when it may.</summary>
    public string? Refusal(string host, IPAddress address)
    {
        foreach (var inner in MeantBy(address))
        {
            var isOfOneLink = IsIn(s_ofOneLink, inner);
            if (!isOfOneLink && !IsIn(s_notPublic, inner))
                continue;
            if (!IsIn(_networks, inner) && (isOfOneLink || !allowed.Contains(host, StringComparer.OrdinalIgnoreCase)))
                return $"{host} is at {address}, which is {(isOfOneLink ? "an address of one link only" : "not a public address")}";
        }

        return null;
    }

    /// <summary>An address, and the IPv4 address that it stands for on some way: mapped, compatible, translated (NAT64) or 6to4.</summary>
    private static IEnumerable<IPAddress> MeantBy(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return [address.MapToIPv4()];
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return [address];

        var bytes = address.GetAddressBytes();
        var plain = new IPAddress(bytes); // Without its scope.
        return bytes switch
        {
            [0x20, 0x02, ..] => [plain, new IPAddress(bytes.AsSpan(2, 4))],
            [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => [plain, new IPAddress(bytes.AsSpan(12))],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..] when !IPAddress.IsLoopback(plain) && !plain.Equals(IPAddress.IPv6Any) =>
                [new IPAddress(bytes.AsSpan(12))],
            _ => [plain],
        };
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork? NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;

        return IPAddress.TryParse(text, out var address) && text.Contains(address.AddressFamily == AddressFamily.InterNetwork ? '.' : ':')
            ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : null;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
