using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Presage.Tests.EndToEnd.Support;

/// <summary>
/// A way to a server that can be closed (connections are cut, and new ones are cut as soon as they are made) or frozen (connections are
/// made and stay open, and nothing comes through), for all connections or only for those that are open.
/// </summary>
internal sealed class Detour : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly Func<Stream, Stream> _before;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = [];
    private readonly ConcurrentDictionary<TcpClient, bool> _swallowed = [];
    private readonly Task _accepting;
    private int _closings;
    private volatile TaskCompletionSource _thawed = Thawed();

    /// <param name="before">Puts something before what is sent to the server.</param>
    public Detour(string host, int port, Func<Stream, Stream>? before = null)
    {
        (_host, _port, _before) = (host, port, before ?? (server => server));
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

    /// <summary>Lets nothing through until <see cref="Thaw"/>, as a server that stands still.</summary>
    public void Freeze() => _thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Swallows for ever what is sent over the connections that are open at this moment; new ones are not touched.</summary>
    public void FreezeOpen()
    {
        foreach (var client in _open.Keys)
            _swallowed[client] = true;
    }

    public void Thaw() => _thawed.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Thaw();
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
                await await Task.WhenAny(
                    CopyAsync(client, client.GetStream(), _before(server.GetStream())),
                    CopyAsync(client, server.GetStream(), client.GetStream()));
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

    private async Task CopyAsync(TcpClient client, NetworkStream from, Stream to)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer) is > 0 and var length)
        {
            await _thawed.Task;
            if (_swallowed.ContainsKey(client))
                continue;

            await to.WriteAsync(buffer.AsMemory(0, length));
        }
    }

    private static TaskCompletionSource Thawed()
    {
        var thawed = new TaskCompletionSource();
        thawed.SetResult();
        return thawed;
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
