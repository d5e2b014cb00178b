using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Tls;

/// <summary>A port of a running broker that speaks TLS, with a certificate of a test's own.</summary>
internal sealed class TlsPort : IAsyncDisposable
{
    private readonly RabbitMq _broker;

    private TlsPort(RabbitMq broker, int number) => (_broker, Number) = (broker, number);

    public int Number { get; }

    /// <param name="asks">The authority that clients must have a certificate of; null where they need none.</param>
    public static async Task<TlsPort> OpenAsync(RabbitMq broker, (string Certificate, string Key) own, Authority? asks = null)
    {
        var port = FreePorts.Take(1)[0];
        var client = asks is null ? "{verify, verify_none}"
            : $"{{verify, verify_peer}}, {{fail_if_no_peer_cert, true}}, {{cacertfile, \"{asks.File}\"}}";
        await broker.EvaluateAsync(
            $$"""
            rabbit_networking:ensure_ssl(),
            rabbit_networking:start_ssl_listener({"127.0.0.1", {{port}}},
                [{certfile, "{{own.Certificate}}"}, {keyfile, "{{own.Key}}"}, {{client}}], 2), "".
            """);
        return new TlsPort(broker, port);
    }

    /// <summary>Address of a virtual host over this port.</summary>
    public Uri Of(VirtualHost host, string name = "127.0.0.1", string scheme = "amqps") =>
        new UriBuilder(host.Address) { Scheme = scheme, Host = name, Port = Number }.Uri;

    public async ValueTask DisposeAsync() =>
        await _broker.EvaluateAsync($"rabbit_networking:stop_tcp_listener({{\"127.0.0.1\", {Number}}}), \"\".");
}
