using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Presage.Tests.EndToEnd.Support;

/// <summary>
/// A way to a server that can be closed (connections are cut, and new ones are cut as soon as they are made), frozen (connections are made
/// and stay open, and nothing comes through until later) or swallow (connections stay open, and what is sent is lost).
/// </summary>
internal sealed class Detour : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly Func<Stream, Stream> _before;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Passage, bool> _open = [];
    private readonly Task _accepting;
    private int _closings;
    private int _swallowings;
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
        foreach (var passage in _open.Keys)
            passage.Dispose();

        return new Ending(() => Interlocked.Decrement(ref _closings));
    }

    /// <summary>
    /// Makes every connection half open: nothing comes through any more, and neither end hears of the other's. So are those that are made
    /// until what is returned is disposed of; connections that were swallowed once stay so.
    /// </summary>
    public IDisposable Swallow()
    {
        Interlocked.Increment(ref _swallowings);
        foreach (var passage in _open.Keys)
            passage.Swallows = true;

        return new Ending(() => Interlocked.Decrement(ref _swallowings));
    }

    /// <summary>Lets nothing through until <see cref="Thaw"/>, as a server that stands still.</summary>
    public void Freeze() => _thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

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
        client.NoDelay = true;
        using var passage = new Passage(client);
        _open[passage] = true;
        passage.Swallows = Volatile.Read(ref _swallowings) > 0;
        try
        {
            if (Volatile.Read(ref _closings) > 0)
                return;

            await passage.Server.ConnectAsync(_host, _port);
            var (near, far) = (client.GetStream(), passage.Server.GetStream());
            Task[] both = [CopyAsync(near, _before(far), passage), CopyAsync(far, near, passage)];
            var end = await Task.WhenAny(both);
            await (passage.Swallows ? Task.WhenAll(both) : end);
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
        finally
        {
            _open.TryRemove(passage, out _);
        }
    }

    private async Task CopyAsync(NetworkStream from, Stream to, Passage passage)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer) is > 0 and var length)
        {
            await _thawed.Task;
            if (!passage.Swallows)
                await to.WriteAsync(buffer.AsMemory(0, length));
        }
    }

    private static TaskCompletionSource Thawed()
    {
        var thawed = new TaskCompletionSource();
        thawed.SetResult();
        return thawed;
    }

    /// <summary>A connection and its continuation to the server.</summary>
    private sealed class Passage(TcpClient client) : IDisposable
    {
        private volatile bool _swallows;

        public TcpClient Server { get; } = new() { NoDelay = true };

        public bool Swallows
        {
            get => _swallows;
            set => _swallows = value;
        }

        public void Dispose()
        {
            client.Dispose();
            Server.Dispose();
        }
    }

    private sealed class Ending(Action end) : IDisposable, IAsyncDisposable
    {
        public void Dispose() => end();

        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
