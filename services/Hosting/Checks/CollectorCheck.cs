using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Microsoft.Extensions.Configuration;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Observability;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Checks;

/// <summary>Whether telemetry reaches somebody: what does not is dropped.</summary>
public sealed class CollectorCheck(IConfiguration configuration) : ICheck
{
    private const string Standard = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Authority = "OTEL_EXPORTER_OTLP_CERTIFICATE";
    private const string Client = "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE";
    private const string Key = "OTEL_EXPORTER_OTLP_CLIENT_KEY";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public string Name => "telemetry";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var configured = configuration.Read<ObservabilityOptions>(ObservabilityOptions.Section).Validated().Endpoint;
        if (configured is null && configuration[Standard] is not { Length: > 0 })
        {
            yield return Finding.Ok("No collector is configured, and nothing is exported.");
            yield break;
        }

        var address = configured ?? AddressOf(configuration[Standard]!);
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        longest.CancelAfter(Longest);
        yield return await FindAsync(address, longest.Token);
    }

    /// <summary>What the exporters read, too.</summary>
    private CertificateOptions Certificate => new()
    {
        Authority = SetOrNull(Authority),
        Client = SetOrNull(Client),
        Key = SetOrNull(Key),
    };

    private string? SetOrNull(string name) => configuration[name] is { Length: > 0 } set ? set : null;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(text)
            : throw new PresageException(
                ErrorKind.Invalid, "invalid-options", $"{Standard} is '{text}', which is no address.",
                "Set it to an address such as http://localhost:4317.");

    private async Task<Finding> FindAsync(Uri address, CancellationToken cancellation)
    {
        var name = $"{address.Host}:{address.Port}";
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellation);
            if (address.Scheme != Uri.UriSchemeHttps)
                return Finding.Ok($"The collector {name} takes connections.");

            await using var encrypted = new SslStream(client.GetStream());
            await encrypted.AuthenticateAsClientAsync(new BrokerCertificates(Certificate).OfServer(address.Host), cancellation);
            return Finding.Ok($"The collector {name} takes connections, and its certificate is right.");
        }
        catch (AuthenticationException refused)
        {
            return Finding.Warning(
                "collector-certificate", $"The certificate of the collector {name} is not taken ({refused.Message}): telemetry is dropped.",
                $"Set {Authority} to the PEM file of its authority, or {Standard} to the name that it is for.");
        }
        catch (IOException broken) when (!cancellation.IsCancellationRequested)
        {
            return Finding.Warning(
                "collector-protocol", $"The collector {name} does not speak TLS ({broken.Message.TrimEnd('.')}): telemetry is dropped.",
                $"Begin {Standard} with http://, or have the collector speak TLS.");
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            var why = exception is SocketException ? exception.Message.TrimEnd('.') : $"no answer for {Longest.TotalSeconds} s";
            return Finding.Warning(
                "collector-away", $"The collector {name} cannot be reached ({why}): telemetry is dropped.",
                $"Start it, or set {Standard} to the address of the one that runs.");
        }
    }
}
