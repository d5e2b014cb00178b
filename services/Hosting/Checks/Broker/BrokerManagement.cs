using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;

namespace Presage.Hosting.Checks.Broker;

/// <summary>What the broker's management says. It alone knows policies and limits; the protocol of messages has no word for them.</summary>
internal sealed class BrokerManagement(MessagingOptions options) : IDisposable
{
    private readonly HttpClient _http = ManagementClient.Of(options, options.Management!);

    public string Name => _http.BaseAddress!.Authority;

    /// <param name="path">Such as <c>api/nodes</c>.</param>
    /// <returns>An array or an object, or why there is none.</returns>
    public async Task<(JsonElement? Answer, string? Why)> AskAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync(path, cancellation);
            return response.StatusCode is HttpStatusCode.OK
                ? (await response.Content.ReadFromJsonAsync<JsonElement>(cancellation), null)
                : (null, response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    ? "it refuses the account" : $"it answers {(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, exception.GetBaseException().Message.TrimEnd('.'));
        }
    }

    public void Dispose() => _http.Dispose();
}
