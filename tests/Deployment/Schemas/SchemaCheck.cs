using System.Globalization;
using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Schemas;

/// <summary>
/// What is wrong with a manifest by the types of the API: unknown and missing fields, values of another type, and words that the API does
/// not know.
/// </summary>
internal static partial class SchemaCheck
{
    public static IEnumerable<string> Check(ManifestSet manifests) => manifests.Everything.SelectMany(manifest =>
        Declarations.TypeOf(manifest.ApiVersion, manifest.Kind) is { } type
            ? Check(manifest.Root, type, manifest.ToString())
            : [$"{manifest}: {manifest.ApiVersion} has no such kind"]);

    private static IEnumerable<string> Check(YamlNode node, string type, string path)
    {
        if (ListOf().Match(type) is { Success: true } list)
            return node is YamlSequenceNode sequence
                ? sequence.SelectMany((item, index) => Check(item, list.Groups[1].Value, $"{path}/{index}")) : [$"{path} is no list"];

        if (MapOf().Match(type) is { Success: true } map)
            return node is YamlMappingNode values
                ? values.SelectMany(entry => Check(entry.Value, map.Groups[1].Value, $"{path}/{entry.Key}")) : [$"{path} is no map"];

        if (type.Contains('"'))
            return node is YamlScalarNode word && type.Contains($"\"{word.Value}\"", StringComparison.Ordinal) ? []
                : [$"{path} is none of {type}"];

        return type switch
        {
            "any" or "object" => [],
            "string" or "Date" => Expect(IsScalar(node, "string"), path, "text"),
            "number" => Expect(IsScalar(node, "number"), path, "a number"),
            "boolean" => Expect(IsScalar(node, "boolean"), path, "true or false"),
            "IntOrString" => Expect(IsScalar(node, "string") || IsScalar(node, "number"), path, "a number or a name"),
            _ => CheckObject(node, Declarations.Of(type) ?? throw new InvalidOperationException($"{path}: no declaration of {type}"), path),
        };
    }

    private static IEnumerable<string> CheckObject(YamlNode node, Declaration declaration, string path)
    {
        if (node is not YamlMappingNode map)
            return [$"{path} is no object"];

        var given = map.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => entry.Value);
        return
        [
            .. given.Keys.Except(declaration.Fields.Keys).Select(name => $"{path}/{name} is unknown"),
            .. declaration.Fields.Where(field => field.Value.IsRequired && !given.ContainsKey(field.Key))
                .Select(field => $"{path}/{field.Key} is missing"),
            .. given.Where(entry => declaration.Fields.ContainsKey(entry.Key)).SelectMany(entry =>
                Check(entry.Value, declaration.Fields[entry.Key].Type, $"{path}/{entry.Key}")
                    .Concat(KnownWords.Check(entry.Key, entry.Value, $"{path}/{entry.Key}"))),
        ];
    }

    private static string[] Expect(bool isRight, string path, string what) => isRight ? [] : [$"{path} is not {what}"];

    private static bool IsScalar(YamlNode node, string type) => node is YamlScalarNode scalar && TypeOf(scalar) == type;

    private static string TypeOf(YamlScalarNode scalar) => scalar switch
    {
        { Style: not (ScalarStyle.Plain or ScalarStyle.Any) } => "string",
        { Value: null or "" or "~" or "null" } => "null",
        { Value: "true" or "false" } => "boolean",
        _ when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "number",
        _ => "string",
    };

    [GeneratedRegex(@"^Array<(.+)>$")]
    private static partial Regex ListOf();

    [GeneratedRegex(@"^\{\s*\[key: string\]: (.+?);\s*\}$", RegexOptions.Singleline)]
    private static partial Regex MapOf();
}
