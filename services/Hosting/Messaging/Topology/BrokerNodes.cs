using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Presage.Engine;
using Presage.Hosting.Messaging.Connecting;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>
/// The nodes of the broker, as its management knows them. A quorum queue has its copies on nodes that run when it is created: one that is
/// created while a node is away has a copy too few.
/// </summary>
public sealed class BrokerNodes(MessagingOptions options, TimeProvider clock)
{
    private const string Option = $"{MessagingOptions.Section}__{nameof(MessagingOptions.Management)}";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until so many nodes run.</summary>
    /// <exception cref="PresageException">
    /// <c>broker-nodes-missing</c> when they do not within the time, <c>no-management</c>, <c>broker-refused</c>.
    /// </exception>
    public async Task WaitAsync(int nodes, TimeSpan patience, CancellationToken cancellation)
    {
        using var management = Connect();
        var since = clock.GetTimestamp();
        for (var (running, answer) = await AskAsync(management, cancellation); running < nodes;
            (running, answer) = await AskAsync(management, cancellation))
        {
            if (clock.GetElapsedTime(since) >= patience)
                throw new PresageException(
                    ErrorKind.Unavailable, "broker-nodes-missing",
                    $"{running} of {nodes} nodes of the broker {options.BrokerName} run after {(int)patience.TotalSeconds} s{answer}.",
                    "Start the others first, so that every queue has a copy on each, or say how many there are.");

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private HttpClient Connect() => ManagementClient.Of(options, options.Management ?? throw new PresageException(
        ErrorKind.Usage, "no-management", "The broker's nodes are known to its management, and no address of it is configured.",
        $"Set {Option}."));

    /// <returns>How many run, and what is to be said where the management does not answer as it should.</returns>
    private static async Task<(int Running, string Answer)> AskAsync(HttpClient management, CancellationToken cancellation)
    {
        try
        {
            using var response = await management.GetAsync("api/nodes", cancellation);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new PresageException(
                    ErrorKind.Forbidden, "broker-refused",
                    $"The management of the broker, {management.BaseAddress!.Authority}, refuses the account.",
                    $"Set {Option} to an address with name and password of an account that may see the management.");

            response.EnsureSuccessStatusCode();
            var nodes = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            return (nodes.EnumerateArray().Count(node => node.GetProperty("running").GetBoolean()), "");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (0, $": its management, {management.BaseAddress!.Authority}, gave no list ({exception.GetBaseException().Message})");
        }
    }
}
