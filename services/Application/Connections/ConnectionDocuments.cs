using System.Text.Json;
using System.Text.Json.Nodes;
using Presage.Connections.Definitions;
using Presage.Connections.Reading;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Application.Connections;

internal static class ConnectionDocuments
{
    public static ConnectionSummary Summary(Connection connection)
    {
        var (target, tells, unreadable) = Read(connection);
        var why = connection.Stopped ?? unreadable;
        return new ConnectionSummary(
            connection.Name, connection.Kind, target, tells, why is null ? "active" : "stopped", why, connection.At, connection.By,
            connection.Definition);
    }

    public static DeliverySummary Summary(Delivery delivery) => new(
        delivery.Id, delivery.Connection, delivery.Type, delivery.Subject, WordOf(delivery.State), delivery.CreatedAt, delivery.Attempts,
        delivery.NextAt, delivery.Answer, delivery.EndedAt);

    public static DeliveryDetails Details(Delivery delivery) => new(Summary(delivery), JsonNode.Parse(delivery.Event)!);

    /// <summary>One that a later version has applied is listed all the same.</summary>
    private static (string Target, IReadOnlyList<string> Tells, string? Unreadable) Read(Connection connection)
    {
        try
        {
            var definition = ConnectionReader.Read(connection.Definition, $"connection {connection.Name}");
            return (TargetOf(definition), [.. Tells(definition)], null);
        }
        catch (PresageException exception)
        {
            return ("-", [], exception.Message);
        }
    }

    /// <summary>What follows a webhook's host may be as good as a secret.</summary>
    private static string TargetOf(ConnectionDefinition definition) => definition switch
    {
        { Email: { } email } => string.Join(", ", email.To),
        { Webhook.Url: { IsReference: true } url } => url.Text,
        { Webhook: var webhook } => new Uri(webhook!.Url.Text).GetLeftPart(UriPartial.Authority),
    };

    private static IEnumerable<string> Tells(ConnectionDefinition definition)
    {
        foreach (var route in definition.Alarms)
            yield return WordsOf(route);
        foreach (var (jobs, what) in new[] { (definition.Jobs, "failed job runs"), (definition.Overdue, "overdue jobs") })
            if (jobs.Names is not { Count: 0 })
                yield return jobs.Names is { } names ? $"{what} of {string.Join(", ", names)}" : what;
    }

    private static string WordsOf(AlarmRoute route)
    {
        IEnumerable<string> limits =
        [
            .. Limit("priority", [.. route.Priorities.Select(WordOf)]), .. Limit("data set", route.Datasets),
            .. route.Groups.SelectMany(group => Limit(group.Key, group.Value)), .. Limit("component", route.Components),
        ];
        var words = string.Join("; ", limits);
        return $"{(route.Past ? "new and past" : "new")} alarms{(words.Length == 0 ? "" : $" with {words}")}";
    }

    private static IEnumerable<string> Limit(string what, IReadOnlyList<string> values) =>
        values.Count == 0 ? [] : [$"{what} {string.Join(" or ", values)}"];

    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
