using Presage.Engine;
using Presage.Hosting.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Checks.Broker;

/// <summary>The way to the broker that is looked at.</summary>
internal sealed class BrokerDoor(MessagingOptions options)
{
    public string Name => options.BrokerName;

    /// <summary>Whether it was found to take no messages: who publishes then waits.</summary>
    public bool IsBlocked { get; set; }

    public string Host => options.Host.DnsSafeHost;

    public int Port => options.Host.Port > 0 ? options.Host.Port : IsEncrypted ? 5671 : 5672;

    public bool IsEncrypted => options.Host.Scheme == "amqps";

    /// <summary>The name that its certificate must be for.</summary>
    public string CertifiedName => Host;

    public string VirtualHost => options.Host.AbsolutePath.Length < 2 ? "/" : Uri.UnescapeDataString(options.Host.AbsolutePath[1..]);

    public string Account =>
        options.Host.UserInfo.Length == 0 ? ConnectionFactory.DefaultUser : Uri.UnescapeDataString(options.Host.UserInfo.Split(':')[0]);

    /// <summary>A connection, or what a process would say that gets none.</summary>
    public async Task<(IConnection? Connection, Finding? Refused)> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = options.Host, AutomaticRecoveryEnabled = false, ClientProvidedName = "presage doctor",
            };
            return (await factory.CreateConnectionAsync(cancellation), null);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            return (null, Finding.Failed(Explain(exception)));
        }
    }

    public static SocketsHttpHandler ManagementHandler() => new() { UseProxy = false };

    private PresageException Explain(Exception exception) => exception.GetBaseException() is AuthenticationFailureException
        ? new PresageException(
            ErrorKind.Forbidden, "broker-refused", $"The broker {Name} refuses the account {Account}.",
            $"Set {MessagingOptions.Section}__Host to an address with the account's name and password.", exception)
        : new PresageException(
            ErrorKind.Unavailable, "broker-unreachable",
            $"The broker {Name} cannot be used: {exception.GetBaseException().Message.TrimEnd('.')}.",
            $"Start it, or set {MessagingOptions.Section}__Host to the address of the one that runs.", exception);
}
