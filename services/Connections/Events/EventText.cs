using System.Text.Json.Nodes;
using Presage.Storage;

namespace Presage.Connections.Events;

/// <summary>An event in words, for mails.</summary>
internal static class EventText
{
    /// <summary>What stands in the words already, or says nothing to people.</summary>
    private static readonly string[] s_said = ["title", "text", "action"];

    public static string Of(Delivery delivery)
    {
        var data = JsonNode.Parse(delivery.Event)!["data"]!.AsObject();
        var facts = data.Where(fact => !s_said.Contains(fact.Key) && fact.Value is JsonValue or JsonArray { Count: > 0 })
            .Select(fact => $"{fact.Key}: {WordsOf(fact.Value!)}");
        return $"{data["text"]}\n\nWhat to do: {data["action"]}\n\n{string.Join('\n', facts)}\n\nDelivery {delivery.Id}\n";
    }

    private static string WordsOf(JsonNode value) =>
        value is JsonArray list ? string.Join("", list.Select(item => $"\n  {item}")) : value.ToString();
}
