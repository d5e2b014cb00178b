using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Presage.Engine;
using RabbitMQ.Client;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// TLS as everything that speaks to the broker speaks it: version 1.2 or later, the name always checked, and why a certificate is not taken
/// said by an exception that the library passes on.
/// </summary>
internal sealed class BrokerCertificates(CertificateOptions options)
{
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <param name="host">The host of the address.</param>
    public SslOption OfBroker(string host) => new()
    {
        Enabled = true,
        ServerName = options.Name ?? host,
        Version = Versions,
        Certs = OwnCertificate() is { } own ? [own] : null,
        CertificateValidationCallback = Check(options.Name ?? host),
    };

    /// <summary>Of another server, whose name is not configured.</summary>
    public SslClientAuthenticationOptions OfServer(string host) => new()
    {
        TargetHost = host,
        EnabledSslProtocols = Versions,
        ClientCertificates = OwnCertificate() is { } own ? [own] : null,
        RemoteCertificateValidationCallback = Check(host),
    };

    private RemoteCertificateValidationCallback Check(string host)
    {
        var authorities = Authorities();
        return (_, shown, chain, errors) =>
        {
            using var certificate = shown is null ? null : new X509Certificate2(shown);
            return CertificateRefusedException.Reason(host, certificate, chain, errors, authorities) is { } reason
                ? throw new CertificateRefusedException(reason) : true;
        };
    }

    private X509Certificate2Collection? Authorities()
    {
        if (options.Authority is not { } file)
            return null;

        var found = new X509Certificate2Collection();
        Read(nameof(CertificateOptions.Authority), file, () => found.ImportFromPemFile(file));
        return found.Count > 0 ? found : throw Unreadable(nameof(CertificateOptions.Authority), file, "it has no certificate", null);
    }

    private X509Certificate2? OwnCertificate()
    {
        if (options.Client is not { } file)
            return null;

        X509Certificate2? own = null;
        Read(nameof(CertificateOptions.Client), file, () =>
        {
            var password = options.PasswordFile is { } secret ? File.ReadAllText(secret).TrimEnd('\r', '\n') : null;
            own = Path.GetExtension(file) is ".pfx" or ".p12" ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : password is null ? X509Certificate2.CreateFromPemFile(file, options.Key)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password, options.Key);
        });
        return own;
    }

    private static void Read(string option, string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unreadable(option, file, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static PresageException Unreadable(string option, string file, string why, Exception? inner) => new(
        ErrorKind.Invalid, "invalid-options",
        $"The file {file} of the option {MessagingOptions.Section}:Certificate:{option} cannot be used: {why}.",
        "Set it to a file of that kind that this process may read.", inner);
}
