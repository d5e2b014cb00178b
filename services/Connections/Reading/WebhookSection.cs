using System.Text.RegularExpressions;
using Presage.Connections.Definitions;
using Presage.Scenarios.Yaml;

namespace Presage.Connections.Reading;

internal static partial class WebhookSection
{
    public static WebhookDefinition Read(YamlValue value)
    {
        var section = value.Section("url", "secret", "headers", "allow-private", "authority");
        var url = SecretValue.Text(section["url"]);
        if (!url.IsReference && WebhookAddress.Refusal(url.Text) is { } refusal)
            throw section["url"].Wrong($"{section["url"].Path} {refusal}", WebhookAddress.Form);

        var secret = section["secret"];
        return new WebhookDefinition(
            url, secret.IsList ? [.. secret.NonEmptyItems().Select(SecretValue.Reference)] : [SecretValue.Reference(secret)],
            HeadersOf(section.Optional("headers")), NetworksSection.Read(section.Optional("allow-private")),
            NetworksSection.Authority(section.Optional("authority")));
    }

    private static Dictionary<string, SecretText> HeadersOf(YamlValue? value)
    {
        var headers = new Dictionary<string, SecretText>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, text) in value?.Entries() ?? [])
        {
            var name = key.Text();
            if (!Name().IsMatch(name) || Own().IsMatch(name))
                throw text.Wrong(
                    $"'{name}' is no header that can be added",
                    "Use another name; those of HTTP itself and of the signature are set by Presage");
            headers[name] = Confidential().IsMatch(name) ? SecretValue.Reference(text) : SecretValue.Text(text);
            if (!headers[name].IsReference && headers[name].Text.Any(letter => letter is < ' ' or > '~'))
                throw text.Wrong($"the header {name} has letters that headers cannot have", "Use letters of ASCII in one line");
        }

        return headers;
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,100}$")]
    private static partial Regex Name();

    [GeneratedRegex("^(webhook-.*|content-.*|host|connection|transfer-encoding|expect|upgrade|te|trailer)$", RegexOptions.IgnoreCase)]
    private static partial Regex Own();

    /// <summary>What such a header says is a secret.</summary>
    [GeneratedRegex("auth|cookie|token|key|secret|password|signature", RegexOptions.IgnoreCase)]
    private static partial Regex Confidential();
}
