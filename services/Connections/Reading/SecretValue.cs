using System.Text.RegularExpressions;
using Presage.Connections.Definitions;
using Presage.Scenarios.Yaml;

namespace Presage.Connections.Reading;

/// <summary>Reads references to secrets, and refuses secrets themselves without repeating them.</summary>
internal static partial class SecretValue
{
    private const string Form = "Write where it is kept: env:NAME for a variable of the environment, or file:/PATH for a file";

    /// <summary>A text that must be a reference.</summary>
    public static SecretText Reference(YamlValue value) =>
        Text(value) is { IsReference: true } reference ? reference : throw value.Wrong($"{value.Path} stands there itself", Form);

    /// <summary>A text, or a reference to one.</summary>
    public static SecretText Text(YamlValue value)
    {
        var text = value.Text();
        if (text.StartsWith("env:", StringComparison.Ordinal))
            return Variable().IsMatch(text) ? new SecretText(text, IsReference: true)
                : throw value.Wrong($"{value.Path} names no variable", "Write env: and a name of letters, digits and underscores");
        if (text.StartsWith("file:", StringComparison.Ordinal))
            return Path.IsPathFullyQualified(text["file:".Length..]) ? new SecretText(text, IsReference: true)
                : throw value.Wrong(
                    $"{value.Path} names no whole path", "Write file: and a path from the root, such as file:/run/secrets/hook");

        return new SecretText(text, IsReference: false);
    }

    /// <summary>Settings of Presage itself have double underscores, and none of them is to be sent anywhere.</summary>
    [GeneratedRegex("^env:[A-Za-z](?!.*__)[A-Za-z0-9_]*$")]
    private static partial Regex Variable();
}
