using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using RabbitMQ.Client;

namespace Presage.Hosting.Checks.Broker;

/// <summary>The way to the broker that is looked at, which is that of the processes; and what was found of it on the way.</summary>
internal sealed class BrokerDoor(BrokerConnector connector, MessagingOptions options)
{
    public string Name => options.BrokerName;

    public BrokerAddress Address => BrokerAddress.Of(options);

    /// <summary>The name that its certificate must be for.</summary>
    public string CertifiedName => options.Certificate.Name ?? Address.Host;

    public string VirtualHost => Address.VirtualHost;

    public string Account => Address.User;

    /// <summary>Whether it was found to take no messages: who publishes then waits.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>A connection, or what a process would say that gets none.</summary>
    public async Task<(IConnection? Connection, Finding? Refused)> ConnectAsync(CancellationToken cancellation)
    {
        IConnection? connection = null;
        try
        {
            connection = await connector.ConnectAsync("presage doctor", cancellation);

            // A broker may say only to whoever goes on that there is no such virtual host.
            await using var trial = await connection.CreateChannelAsync(cancellationToken: cancellation);
            return (connection, null);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
            return (null, Refused(exception));
        }
    }

    /// <summary>What a process would say.</summary>
    public Finding Refused(Exception exception) => Finding.Failed(BrokerRefusal.Of(exception, options).ToException(exception));
}
