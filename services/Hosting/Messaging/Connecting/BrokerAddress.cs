using RabbitMQ.Client;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>Where the broker is and as whom it is spoken to, as options and mounted files say at this moment.</summary>
internal sealed record BrokerAddress(string Host, int Port, bool IsEncrypted, string VirtualHost, string User, string Password)
{
    /// <exception cref="Presage.Engine.PresageException">
    /// <c>invalid-options</c>: a file is not there, or is not what it should be.
    /// </exception>
    public static BrokerAddress Of(MessagingOptions options)
    {
        var uri = options.HostFile is null ? options.Host : options.ReadHost();
        var account = uri.UserInfo.Split(':', 2);
        var isEncrypted = MessagingOptions.IsEncrypted(uri);
        return new BrokerAddress(
            uri.DnsSafeHost,
            uri.Port > 0 ? uri.Port : isEncrypted ? 5671 : 5672,
            isEncrypted,
            MessagingOptions.VirtualHostOf(uri),
            options.ReadUser() ?? (account[0].Length == 0 ? ConnectionFactory.DefaultUser : Uri.UnescapeDataString(account[0])),
            options.ReadPassword() ?? (account.Length < 2 ? ConnectionFactory.DefaultPass : Uri.UnescapeDataString(account[1])));
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{User}@{Host}:{Port}";
}
