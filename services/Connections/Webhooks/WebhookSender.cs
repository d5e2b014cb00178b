using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Presage.Connections.Addresses;
using Presage.Connections.Answers;
using Presage.Connections.Definitions;
using Presage.Connections.Reading;
using Presage.Connections.Secrets;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Connections.Webhooks;

/// <summary>
/// Posts events. Every request has a connection of its own, to an address that was checked for it, and follows no redirect and no proxy,
/// which would lead past that.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>Bytes of an answer that are read; what else it has is left.</summary>
    private const int MostOfAnswer = 1024;

    private const int MostShown = 200;

    private static readonly MediaTypeHeaderValue s_type = new("application/cloudevents+json", "utf-8");
    private static readonly HttpRequestOptionsKey<WebhookDefinition> s_webhook = new("presage-webhook");

    private readonly GuardedSockets _sockets;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    public WebhookSender(GuardedSockets sockets, TimeProvider clock)
    {
        (_sockets, _clock) = (sockets, clock);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            UseProxy = false,
        })
        {
            // The caller bounds each.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<Answer> SendAsync(WebhookDefinition webhook, Delivery delivery, CancellationToken cancellation)
    {
        using var request = RequestOf(webhook, delivery);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var said = $"{(int)response.StatusCode} {response.ReasonPhrase}".Trim();
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Answer(Verdict.Delivered, $"{said}."),
            HttpStatusCode.Gone => new Answer(Verdict.Gone, $"{said}: nothing more is wanted there."),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Answer.Later(
                $"{said}: redirects are not followed; name the address that it leads to."),
            _ => new Answer(Verdict.Later, await SaidAsync(said, response, cancellation), AfterOf(response)),
        };
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestOf(WebhookDefinition webhook, Delivery delivery)
    {
        var url = SecretReader.Read(webhook.Url);
        if (WebhookAddress.Refusal(url) is { } refusal)
            throw new PresageException(
                ErrorKind.Invalid, "bad-address", $"The address {webhook.Url.Text} {refusal}.", $"{WebhookAddress.Form}.");

        var body = Encoding.UTF8.GetBytes(delivery.Event);
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Options.Set(s_webhook, webhook);
        request.Content.Headers.ContentType = s_type;
        request.Headers.TryAddWithoutValidation(WebhookSignature.IdHeader, delivery.Id);
        request.Headers.TryAddWithoutValidation(WebhookSignature.TimeHeader, now.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.Header, WebhookSignature.Of(delivery.Id, now, body, [.. webhook.Secrets.Select(WebhookSignature.KeyOf)]));
        request.Headers.TryAddWithoutValidation("User-Agent", "Presage");
        foreach (var (name, text) in webhook.Headers)
        {
            // A line more in a secret would be a header more.
            var value = SecretReader.Read(text);
            if (value.Any(char.IsControl))
                throw new PresageException(
                    ErrorKind.Invalid, "bad-secret", $"What {text.Text} says has more than one line, and no header has.",
                    "Keep one line there.");
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        context.InitialRequestMessage.Options.TryGetValue(s_webhook, out var webhook);
        var endpoint = context.DnsEndPoint;
        var socket = await _sockets.ConnectAsync(endpoint.Host, endpoint.Port, new AddressRule(webhook!.AllowPrivate), cancellation);
        var stream = new NetworkStream(socket, ownsSocket: true);
        return context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps && webhook.Authority is { } authority
            ? await SecuredAsync(stream, endpoint.Host, authority, cancellation)
            : stream;
    }

    /// <summary>What is encrypted already is left as it is by the client.</summary>
    private static async Task<Stream> SecuredAsync(Stream stream, string host, string authority, CancellationToken cancellation)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false, Authority.Read(authority));
        try
        {
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    private TimeSpan? AfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>The status and the beginning of what stands in the answer, in one line.</summary>
    private static async Task<string> SaidAsync(string said, HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[MostOfAnswer];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        var words = string.Join(' ', Encoding.UTF8.GetString(bytes, 0, read).Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var text = new string([.. words.Where(letter => !char.IsControl(letter)).Take(MostShown)]);
        return text.Length == 0 ? $"{said}." : $"{said}: {text}";
    }
}
