using System.Net;
using System.Net.Sockets;
using Presage.Engine;

namespace Presage.Connections.Addresses;

/// <summary>
/// Connects to hosts that people have named. Every address that a host has is checked, and what is connected to is one that was checked,
/// so that a name which leads elsewhere a moment later leads nowhere.
/// </summary>
public sealed class GuardedSockets(Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    public const string RefusedCode = "address-not-allowed";

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <exception cref="PresageException"><c>address-not-allowed</c>.</exception>
    /// <exception cref="SocketException">The host has no address, or none of them answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, AddressRule rule, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellation);
        foreach (var address in addresses)
        {
            if (rule.Refusal(host, address) is { } refusal)
                throw new PresageException(
                    ErrorKind.Forbidden, RefusedCode, $"{refusal}.",
                    "Name a public host, or allow this one under allow-private of the connection.");
        }

        return await ConnectAsync(host, addresses, port, cancellation);
    }

    private static async Task<Socket> ConnectAsync(string host, IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        Exception? first = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return socket;
            }
            catch (Exception exception)
            {
                socket.Dispose();
                cancellation.ThrowIfCancellationRequested();
                first ??= exception;
            }
        }

        throw first ?? new SocketException((int)SocketError.HostNotFound, $"{host} has no address");
    }
}
