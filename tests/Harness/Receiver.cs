using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Presage.Tests.Harness;

/// <summary>A server on this machine that takes what is posted and answers as it is told.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    public Receiver(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    public List<Request> Requests { get; } = [];

    /// <summary>Status and headers, and a body after an empty line.</summary>
    public string Answer { get; set; } = "204 No Content\r\n\r\n";

    /// <summary>Whether it takes what comes and says nothing.</summary>
    public bool IsSilent { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await TakeAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
            {
                // Whoever does not trust the certificate, or has no patience, goes away.
            }
        }
    }

    private async Task TakeAsync(Stream stream)
    {
        if (_certificate is not null)
        {
            var secured = new SslStream(stream);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            stream = secured;
        }

        var text = new StringBuilder();
        var bytes = new byte[65_536];
        int end;
        while ((end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
            text.Append(Encoding.Latin1.GetString(bytes, 0, await ReadAsync(stream, bytes)));

        var lines = text.ToString()[..end].Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(
            parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        while (text.Length < end + 4 + int.Parse(headers["Content-Length"], null))
            text.Append(Encoding.Latin1.GetString(bytes, 0, await ReadAsync(stream, bytes)));

        Requests.Add(new Request(lines[0], headers, Encoding.Latin1.GetBytes(text.ToString()[(end + 4)..])));
        if (IsSilent)
            await Task.Delay(Timeout.Infinite, _stop.Token);

        await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {Answer}"), _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }

    private async Task<int> ReadAsync(Stream stream, byte[] bytes) =>
        await stream.ReadAsync(bytes, _stop.Token) is > 0 and var read ? read : throw new IOException("The other side is gone.");
}

public sealed record Request(string Line, Dictionary<string, string> Headers, byte[] Body);
