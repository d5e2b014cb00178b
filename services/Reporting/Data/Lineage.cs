using System.Text.Json;
using System.Text.Json.Nodes;
using Presage.Reporting.Html;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>What a model was made from, as names and values for a person.</summary>
public static class Lineage
{
    /// <summary>As much of a hash as a person compares.</summary>
    private const int HashStart = 25;

    private static readonly string[] s_shownElsewhere = ["dataset", "preset", "run", "algorithm", "model", "scenario"];

    public static IEnumerable<(string Name, string Value)> Of(ModelVersion version)
    {
        foreach (var (name, value) in Fields(version.Lineage))
            if (!s_shownElsewhere.Contains(name, StringComparer.OrdinalIgnoreCase) && value is JsonValue)
                yield return (Words(name), Text(value.AsValue()));

        yield return ("Artifact SHA-256", Show.Short(version.Sha256, HashStart));
    }

    /// <summary>The range (From, To] that the model was trained on; null when its lineage does not say.</summary>
    public static (DateTime From, DateTime To)? RangeOf(ModelVersion version)
    {
        var fields = Fields(version.Lineage);
        return TimeOf("from") is { } from && TimeOf("to") is { } to ? (from, to) : null;

        DateTime? TimeOf(string name) => fields[name] is JsonValue value && value.TryGetValue<DateTime>(out var time) ? time : null;
    }

    private static JsonObject Fields(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Text(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String when value.TryGetValue<DateTime>(out var time) => $"{Show.Time(time)} UTC",
        JsonValueKind.String => Show.Short(value.GetValue<string>(), HashStart),
        _ => value.ToJsonString(),
    };

    /// <summary>failuresKnownUntil -> Failures known until.</summary>
    private static string Words(string name)
    {
        var words = string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString())).Trim();
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
