using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Presage.Hosting.Messaging.Connecting;
using RabbitMQ.Client;

namespace Presage.Hosting.Checks.Broker;

/// <summary>
/// The way to the broker, step by step as a process goes it: its name, its certificate, the account, what it is and takes.
/// </summary>
internal sealed class BrokerCheck(BrokerDoor broker, TimeProvider clock) : ICheck
{
    private static readonly Version Oldest = new(3, 10);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(21);

    public string Name => "broker";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var address = broker.Address;
        var resolved = await ResolveAsync(address.Host, cancellation);
        yield return resolved;
        if (resolved.State == FindingState.Failed)
            yield break;

        var (connection, refused) = await broker.ConnectAsync(cancellation);
        if (address.IsEncrypted && await CertificateAsync(address, cancellation) is { } certificate)
            yield return certificate;

        if (connection is null)
        {
            yield return refused!;
            yield break;
        }

        await using (connection)
        {
            yield return Finding.Ok(
                $"The broker {broker.Name} takes the account {broker.Account} to the virtual host {broker.VirtualHost}"
                    + $"{(address.IsEncrypted ? ", over TLS" : "")}.");
            yield return VersionOf(connection);
            var alarm = await BrokerAlarm.FindAsync(connection, cancellation);
            broker.IsBlocked = alarm is not null;
            yield return broker.IsBlocked
                ? Finding.Failed(
                    "broker-blocked", $"The broker {broker.Name} takes no messages: {alarm}.",
                    "Give it memory or disk, as its log says; work goes on by itself when the alarm is over.")
                : Finding.Ok("It takes messages.");
        }
    }

    private async Task<Finding> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
            return Finding.Ok($"The name {host} is {string.Join(", ", addresses.Select(address => address.ToString()))}.");
        }
        catch (SocketException exception)
        {
            return broker.Refused(exception);
        }
    }

    private async Task<Finding?> CertificateAsync(BrokerAddress address, CancellationToken cancellation)
    {
        try
        {
            if (await ServerCertificate.ReadAsync(address.Host, address.Port, broker.CertifiedName, cancellation) is not { } certificate)
                return null;

            using (certificate)
            {
                var end = certificate.NotAfter.ToUniversalTime();
                var found = $"The broker's certificate, {certificate.Subject}, holds until {end:yyyy-MM-dd HH:mm} UTC";
                return end - clock.GetUtcNow().UtcDateTime < Soon
                    ? Finding.Warning("certificate-ends", $"{found}.", "Renew it before that; no process connects afterwards.")
                    : Finding.Ok($"{found}.");
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return null;
        }
    }

    private static Finding VersionOf(IConnection connection)
    {
        var text = connection.ServerProperties?.TryGetValue("version", out var said) == true && said is byte[] bytes
            ? Encoding.UTF8.GetString(bytes) : "";
        if (!Version.TryParse(text.Split('-', '+')[0], out var version))
            return Finding.Skipped("The broker does not say which version it is.");

        return version >= Oldest ? Finding.Ok($"It is RabbitMQ {text}.")
            : Finding.Failed(
                "broker-too-old", $"It is RabbitMQ {text}, and Presage needs {Oldest} or newer.", "Bring the broker up to date.");
    }
}
