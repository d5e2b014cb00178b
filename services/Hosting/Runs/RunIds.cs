using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Presage.Contracts;
using Presage.Engine;

namespace Presage.Hosting.Runs;

/// <summary>Ids and idempotency keys of runs.</summary>
public static class RunIds
{
    /// <summary>A new id that sorts by time, such as <c>train-20150301-093000-4f2a</c>.</summary>
    public static string New(string kind, DateTimeOffset now) =>
        $"{kind}-{now:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, true)}";

    /// <summary>The kind that a new id begins with; null for one that somebody made up.</summary>
    public static string? KindOf(string id) => id.Split('-') is [var kind, { Length: 8 }, { Length: 6 }, _] ? kind : null;

    /// <summary>
    /// The run a message belongs to. A request that names none gives its run its own message id, so that a redelivery finds the same run.
    /// </summary>
    /// <exception cref="PresageException"><c>nameless-request</c>: nothing tells this request from another.</exception>
    public static string Of(IRunMessage message, Guid? messageId) => message.RunId ?? (messageId is { } id
        ? $"run-{id:n}"
        : throw new PresageException(
            ErrorKind.Invalid, "nameless-request", "A request came without a run id and without a message id.",
            "Send it with a message id, or name its run."));

    /// <summary>SHA-256 (hex) of a request without its run id and the version of its form: the same request has the same key.</summary>
    public static string KeyOf<T>(T request)
        where T : IRunMessage
    {
        var json = JsonSerializer.SerializeToNode(request, Json.Options)!.AsObject();
        json.Remove("runId");
        json.Remove("schemaVersion");
        var text = typeof(T).Name
            + new JsonObject(json.OrderBy(field => field.Key, StringComparer.Ordinal).Select(Detached)).ToJsonString();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static KeyValuePair<string, JsonNode?> Detached(KeyValuePair<string, JsonNode?> field) =>
        new(field.Key, field.Value?.DeepClone());
}
