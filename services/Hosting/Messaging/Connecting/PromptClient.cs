using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// A connection over which something has to come soon after it was made, or it is closed. The library waits without end for the first word
/// of a broker, and what lies between may let connections be made and swallow what is sent over them.
/// </summary>
internal sealed class PromptClient(AddressFamily family, TimeSpan longestSilence)
    : TcpClientAdapter(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
{
    public override async Task ConnectAsync(IPAddress host, int port, CancellationToken cancellationToken = default)
    {
        await base.ConnectAsync(host, port, cancellationToken);
        _ = CloseIfSilentAsync(Client);
    }

    /// <summary>Looks at the first byte before whoever reads the connection, and leaves it there.</summary>
    private async Task CloseIfSilentAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(longestSilence);
        try
        {
            await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever reads it hears that it was cut.
            socket.Dispose();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
        }
    }
}
