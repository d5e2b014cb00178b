using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Presage.Tests.Contracts.AsyncApi;

/// <summary>The part of JSON Schema that the document uses; a keyword that it does not know is an error.</summary>
/// <param name="root">Where references begin.</param>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> s_notes = ["description", "default"];

    public IReadOnlyList<string> MistakesIn(JsonNode? value, JsonObject schema) => [.. Check(value, schema, "$")];

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string path) =>
        schema.Where(keyword => !s_notes.Contains(keyword.Key))
            .SelectMany(keyword => Check(value, schema, keyword.Key, keyword.Value!, path));

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string keyword, JsonNode argument, string path) => keyword switch
    {
        "$ref" => Check(value, Resolve(argument.GetValue<string>()), path),
        "allOf" => argument.AsArray().SelectMany(part => Check(value, part!.AsObject(), path)),
        "type" => When(
            !TypesOf(argument).Any(type => Is(value, type)),
            $"{path} is no {string.Join(" or ", TypesOf(argument))}: {value?.ToJsonString() ?? "null"}"),
        "enum" => When(
            !argument.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)), $"{path} is none of {argument.ToJsonString()}"),
        "format" =>
            When(value is JsonValue && !IsOf(value, argument.GetValue<string>()), $"{path} is no {argument}: {value?.ToJsonString()}"),
        "minimum" => When(Number(value) < Number(argument), $"{path} is below {argument}"),
        "maximum" => When(Number(value) > Number(argument), $"{path} is above {argument}"),
        "minItems" => When((value as JsonArray)?.Count < Number(argument), $"{path} has fewer than {argument} items"),
        "maxItems" => When((value as JsonArray)?.Count > Number(argument), $"{path} has more than {argument} items"),
        "required" => argument.AsArray().Select(name => name!.GetValue<string>())
            .Where(name => value is JsonObject fields && !fields.ContainsKey(name))
            .Select(name => $"{path}.{name} is missing"),
        "properties" => argument.AsObject().Where(field => value is JsonObject fields && fields.ContainsKey(field.Key))
            .SelectMany(field => Check(value![field.Key], field.Value!.AsObject(), $"{path}.{field.Key}")),
        "additionalProperties" => value is not JsonObject fields ? [] : fields.Where(field => schema["properties"]?[field.Key] is null)
            .SelectMany(field => Check(field.Value, argument.AsObject(), $"{path}.{field.Key}")),
        "items" => (value as JsonArray ?? []).SelectMany((item, index) => Check(item, argument.AsObject(), $"{path}[{index}]")),
        _ => [$"The schema of {path} has a keyword that is not known here: {keyword}"],
    };

    /// <summary>The schema that a reference such as #/components/schemas/RunFailed points at.</summary>
    public JsonObject Resolve(string reference) =>
        reference.Split('/').Skip(1)
            .Aggregate((JsonNode)root, (node, name) => node[name] ?? throw new InvalidOperationException($"{reference} points at nothing."))
            .AsObject();

    public static IReadOnlyList<string> TypesOf(JsonNode type) =>
        type is JsonArray types ? [.. types.Select(one => one!.GetValue<string>())] : [type.GetValue<string>()];

    private static string[] When(bool isWrong, string mistake) => isWrong ? [mistake] : [];

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "integer" => Number(value) is { } number && number == Math.Floor(number),
        "number" => Number(value) is not null,
        "null" => value is null,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        _ => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
    };

    private static bool IsOf(JsonNode value, string format) => format switch
    {
        "date-time" => DateTimeOffset.TryParseExact(
            value.GetValue<string>(), ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(value.GetValue<string>(), "D", out _),
        "int32" => Number(value) is >= int.MinValue and <= int.MaxValue,
        "int64" => Number(value) is >= long.MinValue and <= long.MaxValue,
        "double" => Number(value) is not null,
        _ => false,
    };

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;
}
