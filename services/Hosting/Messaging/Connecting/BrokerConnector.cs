using System.Net.Sockets;
using System.Security.Authentication;
using RabbitMQ.Client;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// The only place where a connection to the broker is made, or the bus is told how to make one: address, account, TLS and heartbeat are the
/// same everywhere, and are looked up anew each time, since a platform changes mounted secrets under a running process.
/// </summary>
public sealed class BrokerConnector(MessagingOptions options)
{
    /// <summary>A broker that sends nothing for twice this time is gone.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    private static readonly byte[] Greeting = "AMQP\0\0\x09\x01"u8.ToArray();

    /// <summary>Makes a connection beside the bus's; one that is lost stays so, and whoever has it makes another.</summary>
    /// <param name="name">For whoever looks at the broker.</param>
    /// <param name="longestAnswer">How long a question over it may take.</param>
    /// <exception cref="Exception">
    /// Of many kinds, which <see cref="BrokerRefusal"/> tells apart.
    /// </exception>
    public async Task<IConnection> ConnectAsync(string name, CancellationToken cancellation, TimeSpan? longestAnswer = null)
    {
        var factory = new ConnectionFactory { ClientProvidedName = name };
        Prepare(factory);
        if (longestAnswer is { } longest)
            factory.ContinuationTimeout = longest;

        var isAsked = false;
        factory.Ssl.CertificateSelectionCallback = (_, _, own, shown, _) =>
        {
            isAsked |= shown is not null && own.Count == 0;
            return own.Count > 0 ? own[0] : null!;
        };
        try
        {
            return await factory.CreateConnectionAsync(cancellation);
        }
        catch (Exception exception) when (isAsked && exception.All().Any(one => one is IOException or SocketException))
        {
            throw new CertificateMissingException(exception);
        }
        catch (Exception exception) when (!factory.Ssl.Enabled && exception.All().Any(one => one is IOException)
            && !cancellation.IsCancellationRequested)
        {
            if (await SpeaksTlsAsync(factory.HostName, factory.Port, cancellation))
                throw new WrongProtocolException(exception);

            throw;
        }
    }

    /// <summary>Sets everything that a connection depends on.</summary>
    internal BrokerAddress Prepare(ConnectionFactory factory)
    {
        var address = BrokerAddress.Of(options);
        factory.HostName = address.Host;
        factory.Port = address.Port;
        factory.VirtualHost = address.VirtualHost;
        factory.UserName = address.User;
        factory.Password = address.Password;
        factory.CredentialsProvider = null;
        factory.Ssl = address.IsEncrypted ? new BrokerCertificates(options.Certificate).OfBroker(address.Host) : new SslOption();
        factory.RequestedHeartbeat = Heartbeat;
        factory.RequestedConnectionTimeout = LongestConnect;
        factory.SocketFactory = family => new PromptClient(family, LongestConnect);
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        return address;
    }

    /// <summary>What listens for TLS answers a greeting in clear with an alert, which the library takes for silence.</summary>
    private static async Task<bool> SpeaksTlsAsync(string host, int port, CancellationToken cancellation)
    {
        const byte Alert = 0x15;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(LongestConnect);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, patience.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Greeting, patience.Token);
            var answer = new byte[1];
            return await stream.ReadAsync(answer, patience.Token) == 1 && answer[0] == Alert;
        }
        catch (Exception silent) when (silent is IOException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>The other side asked for a certificate, got none, and went away without a word, as TLS 1.3 has it.</summary>
internal sealed class CertificateMissingException(Exception inner)
    : AuthenticationException("it asks for a certificate of this process, and none is set", inner);

/// <summary>Clear text was spoken to what expects TLS.</summary>
internal sealed class WrongProtocolException(Exception inner) : IOException("The port expects TLS.", inner);
