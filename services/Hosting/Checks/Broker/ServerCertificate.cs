using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Presage.Hosting.Checks.Broker;

/// <summary>The certificate that a server shows, whoever has signed it.</summary>
internal static class ServerCertificate
{
    /// <param name="name">The name that the server is asked for.</param>
    public static async Task<X509Certificate2?> ReadAsync(string host, int port, string name, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancellation);
        X509Certificate2? shown = null;
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = name,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    // Only looked at: nothing is sent to this server, and the connections that work are made elsewhere.
                    shown = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
                    return false;
                },
            },
            cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return shown;
    }
}
