using System.Text.RegularExpressions;
using Presage.Connections.Definitions;
using Presage.Engine;
using Presage.Scenarios.Yaml;

namespace Presage.Connections.Reading;

/// <summary>Reads a connection from YAML.</summary>
public static partial class ConnectionReader
{
    public const int LongestName = 60;

    /// <param name="place">Such as the name of the file.</param>
    /// <exception cref="PresageException"><c>bad-connection</c>, with line and column.</exception>
    public static ConnectionDefinition Read(string yaml, string place) => Read(YamlText.Root(yaml, SourceOf(place)));

    /// <summary>Several, with <c>---</c> between them, each with its text.</summary>
    /// <inheritdoc cref="Read(string, string)"/>
    public static IReadOnlyList<(ConnectionDefinition Definition, string Text)> ReadAll(string yaml, string place) =>
        [.. YamlText.Documents(yaml, SourceOf(place)).Select(document => (Read(document.Root), document.Text))];

    private static YamlSource SourceOf(string place) =>
        new(place, "connection", "Write at least 'connection: NAME' and 'webhook' or 'email'");

    private static ConnectionDefinition Read(YamlValue root)
    {
        var section = root.Section("connection", ConnectionDefinition.OfWebhook, ConnectionDefinition.OfEmail, "alarms", "jobs", "overdue");
        var name = NameOf(section["connection"]);
        var (webhook, email) = (
            section.Optional(ConnectionDefinition.OfWebhook), section.Optional(ConnectionDefinition.OfEmail));
        if (webhook is null == email is null)
            throw section["connection"].Wrong(
                webhook is null ? $"the connection '{name}' leads nowhere" : $"the connection '{name}' has a webhook and an e-mail",
                "Write either 'webhook' or 'email'");

        return new ConnectionDefinition(
            name, webhook is { } hook ? WebhookSection.Read(hook) : null, email is { } mail ? EmailSection.Read(mail) : null,
            RoutesSection.Alarms(section.Optional("alarms")), RoutesSection.Jobs(section.Optional("jobs")),
            RoutesSection.Jobs(section.Optional("overdue")));
    }

    private static string NameOf(YamlValue value) => value.Text() is { Length: <= LongestName } name && Name().IsMatch(name)
        ? name
        : throw value.Wrong(
            $"'{value.Text()}' is no name of a connection", $"Use lower-case letters, digits and hyphens, at most {LongestName} of them");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Name();
}
