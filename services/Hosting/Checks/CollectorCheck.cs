using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Presage.Engine;
using Presage.Hosting.Observability;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Checks;

/// <summary>Whether telemetry reaches somebody: what exports it drops it without a word.</summary>
public sealed class CollectorCheck(IConfiguration configuration) : ICheck
{
    private const string Standard = "OTEL_EXPORTER_OTLP_ENDPOINT";

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

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(text)
            : throw new PresageException(
                ErrorKind.Invalid, "invalid-options", $"{Standard} is '{text}', which is no address.",
                "Set it to an address such as http://localhost:4317.");

    private static async Task<Finding> FindAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellation);
            return Finding.Ok($"The collector {address.Host}:{address.Port} takes connections.");
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            var why = exception is SocketException ? exception.Message.TrimEnd('.') : $"no answer for {Longest.TotalSeconds} s";
            return Finding.Warning(
                "collector-away", $"The collector {address.Host}:{address.Port} cannot be reached ({why}): telemetry is dropped.",
                $"Start it, or set {Standard} to the address of the one that runs.");
        }
    }
}
