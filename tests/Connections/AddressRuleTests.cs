using System.Net;
using Presage.Connections.Addresses;

namespace Presage.Tests.Connections;

public sealed class AddressRuleTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Public_addresses_are_allowed(string address) => Refusal(address).ShouldBeNull();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:0a00:0001::")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Others_are_not(string address) => Refusal(address).ShouldNotBeNull().ShouldStartWith("hooks.plant is at ");

    [Theory]
    [InlineData("10.1.2.3", "10.1.0.0/16")]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("10.1.2.3", "hooks.plant")]
    [InlineData("10.1.2.3", "HOOKS.plant")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("fd12::7", "fd12::/16")]
    [InlineData("169.254.169.254", "169.254.169.254")]
    public void What_somebody_has_allowed_is_allowed(string address, string allowed) => Refusal(address, allowed).ShouldBeNull();

    [Theory]
    [InlineData("10.2.2.3", "10.1.0.0/16")]
    [InlineData("10.1.2.3", "other.plant")]
    [InlineData("169.254.169.254", "hooks.plant")]
    [InlineData("fd00:ec2::254", "hooks.plant")]
    [InlineData("fe80::1", "hooks.plant")]
    public void And_nothing_else(string address, string allowed) => Refusal(address, allowed).ShouldNotBeNull();

    [Theory]
    [InlineData("hooks.plant", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.1.0.0/16", true)]
    [InlineData("fd12::/16", true)]
    [InlineData("10.1.0.0/33", false)]
    [InlineData("http://hooks.plant", false)]
    [InlineData("*", false)]
    public void Entries_are_hosts_addresses_or_networks(string text, bool isEntry) => AddressRule.IsEntry(text).ShouldBe(isEntry);

    private static string? Refusal(string address, params string[] allowed) =>
        new AddressRule(allowed).Refusal("hooks.plant", IPAddress.Parse(address));
}
