using System.Text.Json;
using Presage.Hosting.Messaging.Ownership;

namespace Presage.Hosting.Faults;

/// <summary>What can be told of a message from its bytes, whether they are an envelope of the bus, plain JSON or neither.</summary>
/// <param name="Type">Name of the message's type without its namespace; null when it does not say.</param>
/// <param name="Store">The store that it belongs to; null when it does not say.</param>
/// <param name="Message">The message without its envelope; null when it is not a JSON object.</param>
internal sealed record MessageText(string? Type, string? Run, JsonElement? Message, string? Store = null)
{
    private static readonly MessageText Unreadable = new(null, null, null);

    public static MessageText Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Of(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static MessageText Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Unreadable;

        if (!root.TryGetProperty("messageType", out var types) || !root.TryGetProperty("message", out var message)
            || message.ValueKind != JsonValueKind.Object)
            return new(null, RunOf(root), root);

        var type = types.ValueKind == JsonValueKind.Array && types.GetArrayLength() > 0 && types[0].ValueKind == JsonValueKind.String
            ? types[0].GetString() : null;
        return new(type?.Split(':')[^1], RunOf(message), message, StoreOf(root));
    }

    private static string? StoreOf(JsonElement envelope) =>
        envelope.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object
            && headers.TryGetProperty(StoreHeader.Name, out var store) && store.ValueKind == JsonValueKind.String
            ? store.GetString() : null;

    private static string? RunOf(JsonElement message) =>
        message.TryGetProperty("runId", out var run) && run.ValueKind == JsonValueKind.String ? run.GetString() : null;
}
