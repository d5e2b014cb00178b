using MimeKit;
using Presage.Connections.Definitions;
using Presage.Scenarios.Yaml;

namespace Presage.Connections.Reading;

internal static class EmailSection
{
    private const int MostReceivers = 50;

    private static readonly Dictionary<string, (MailSecurity Security, int Port)> s_securities = new()
    {
        ["starttls"] = (MailSecurity.StartTls, 587),
        ["tls"] = (MailSecurity.Tls, 465),
        ["none"] = (MailSecurity.None, 25),
    };

    public static EmailDefinition Read(YamlValue value)
    {
        var section = value.Section(
            "server", "port", "security", "user", "password", "from", "to", "allow-private", "authority");
        var (security, port) = s_securities["starttls"];
        if (section.Optional("security") is { } chosen)
            (security, port) = s_securities.Values.ElementAt(chosen.OneOf([.. s_securities.Keys], "a way of securing mail"));

        var (user, password) = (section.Optional("user"), section.Optional("password"));
        if (user is null != password is null)
            throw (user ?? password)!.Value.Wrong("user and password belong together", "Write both or neither");
        if (user is not null && security == MailSecurity.None)
            throw user.Value.Wrong("a password would go over the wire in the clear", "Write security: starttls or tls");

        return new EmailDefinition(
            HostOf(section["server"]), section.Optional("port")?.Whole(1, 65_535) ?? port, security, user?.Text(),
            password is { } secret ? SecretValue.Reference(secret) : null, AddressOf(section["from"]), ReceiversOf(section["to"]),
            NetworksSection.Read(section.Optional("allow-private")), NetworksSection.Authority(section.Optional("authority")));
    }

    private static string HostOf(YamlValue value) => Uri.CheckHostName(value.Text()) != UriHostNameType.Unknown
        ? value.Text()
        : throw value.Wrong($"{value.Path} is '{value.Text()}', which is no host", "Write a name such as mail.example.com");

    private static IReadOnlyList<string> ReceiversOf(YamlValue value)
    {
        if (!value.IsList)
            return [AddressOf(value)];

        var items = value.NonEmptyItems();
        return items.Count <= MostReceivers
            ? [.. items.Select(AddressOf)]
            : throw value.Wrong(
                $"{value.Path} has {items.Count} addresses", $"Write at most {MostReceivers}, or a list that the server keeps");
    }

    private static string AddressOf(YamlValue value) =>
        MailboxAddress.TryParse(value.Text(), out var address) && address.Address.Contains('@', StringComparison.Ordinal)
            ? value.Text()
            : throw value.Wrong($"{value.Path} is '{value.Text()}', which is no address", "Write one such as plant@example.com");
}
