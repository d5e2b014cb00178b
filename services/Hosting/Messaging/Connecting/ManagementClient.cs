using System.Net.Http.Headers;
using System.Text;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// How the broker's management is asked: as the account of its address, and over TLS as everything else that speaks to it.
/// </summary>
internal static class ManagementClient
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <param name="address">That of <see cref="MessagingOptions.Management"/>.</param>
    /// <exception cref="Engine.PresageException"><c>invalid-options</c>: a file of a certificate cannot be used.</exception>
    public static HttpClient Of(MessagingOptions options, Uri address)
    {
        var account = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (address.Scheme == Uri.UriSchemeHttps)
            handler.SslOptions = new BrokerCertificates(options.Certificate).OfServer(address.Host);

        return new HttpClient(handler)
        {
            BaseAddress = new UriBuilder(address.Scheme, address.Host, address.Port).Uri,
            Timeout = LongestAnswer,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(account)) },
        };
    }
}
