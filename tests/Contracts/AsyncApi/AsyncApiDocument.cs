using System.Globalization;
using System.Text.Json.Nodes;
using Presage.Tests.Harness;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Contracts.AsyncApi;

/// <summary>contracts/asyncapi.yaml.</summary>
internal sealed class AsyncApiDocument
{
    private AsyncApiDocument(JsonObject root) => Root = root;

    public static AsyncApiDocument Instance { get; } = new(
        (JsonObject)Read(File.ReadAllText(RepositoryRoot.PathOf("contracts/asyncapi.yaml")))!);

    public JsonObject Root { get; }

    public IReadOnlyDictionary<string, JsonObject> Channels => Section("channels");

    public IReadOnlyDictionary<string, JsonObject> Operations => Section("operations");

    public IReadOnlyDictionary<string, JsonObject> Messages => Section("components", "messages");

    public IReadOnlyDictionary<string, JsonObject> Schemas => Section("components", "schemas");

    /// <summary>Examples of a message as they go over the wire.</summary>
    public IEnumerable<JsonNode> ExamplesOf(string message) =>
        Messages[message]["examples"]!.AsArray().Select(example => example!["payload"]!);

    /// <summary>What is wrong with a message as it goes over the wire.</summary>
    public IReadOnlyList<string> MistakesIn(string message, JsonNode? payload) =>
        new JsonSchema(Root).MistakesIn(payload, Messages[message]["payload"]!.AsObject());

    /// <summary>What is wrong with the content of a message.</summary>
    public IReadOnlyList<string> MistakesInContent(string message, JsonNode? content) =>
        new JsonSchema(Root).MistakesIn(content, Schemas[message]);

    private Dictionary<string, JsonObject> Section(params string[] path) =>
        path.Aggregate((JsonNode)Root, (node, name) => node[name]!).AsObject()
            .ToDictionary(entry => entry.Key, entry => entry.Value!.AsObject());

    private static JsonNode? Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents[0].RootNode);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map =>
            new JsonObject(map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode
        {
            Style: ScalarStyle.Plain, Value: var text,
        } when long.TryParse(text, CultureInfo.InvariantCulture, out var whole) => whole,
        YamlScalarNode
        {
            Style: ScalarStyle.Plain, Value: var text,
        } when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        _ => ((YamlScalarNode)node).Value,
    };
}
