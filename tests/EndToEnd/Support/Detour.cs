using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Presage.Tests.EndToEnd.Support;

/// <summary>A way to a server that can be closed: connections are cut, and new ones are cut as soon as they are made.</summary>
internal sealed class Detour : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = [];
    private readonly Task _accepting;
    private int _closings;

    public Detour(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Closes the way until what is returned is disposed of; it is open when nobody closes it any more.</summary>
    public IAsyncDisposable Close()
    {
        Interlocked.Increment(ref _closings);
        foreach (var client in _open.Keys)
            client.Close();

        return new Closing(this);
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            _open[client] = true;
            try
            {
                if (Volatile.Read(ref _closings) > 0)
                    return;

                await server.ConnectAsync(_host, _port);
                var (there, back) =
                    (client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
                await await Task.WhenAny(there, back);
            }
            catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
            }
            finally
            {
                _open.TryRemove(client, out _);
            }
        }
    }

    private sealed class Closing(Detour detour) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref detour._closings);
            return ValueTask.CompletedTask;
        }
    }
}
