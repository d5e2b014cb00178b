using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Presage.Engine.Alarms;
using Presage.Storage;

namespace Presage.Connections.Events;

/// <summary>Something that connections are told of.</summary>
/// <param name="Id">With <paramref name="Source"/> it tells the event from all others, however often it is told.</param>
/// <param name="Source">What it is about, as a path, such as <c>/datasets/plant</c>.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Subject">What of the source it is about, such as <c>12/comp1</c>.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Title">For people, on one line.</param>
/// <param name="Text">For people, in sentences.</param>
/// <param name="Action">What to do, one sentence.</param>
/// <param name="Facts">The same for programs.</param>
public sealed record ConnectionEvent(
    string Id, string Source, string Type, string Subject, DateTime Time, string Title, string Text, string Action, JsonObject Facts)
{
    private static readonly JsonEventFormatter s_json = new();

    /// <summary>Null where nobody has to hurry or not.</summary>
    public AlarmPriority? Priority { get; init; }

    /// <summary>W3C trace that it belongs to; null for none.</summary>
    public string? Trace { get; init; }

    /// <summary>What a connection is to be told; the same event gives the same delivery.</summary>
    /// <param name="now">When Presage knew of it.</param>
    public Delivery To(string connection, DateTime now) => new(
        IdOf(connection), connection, Type, Title, Encoding.UTF8.GetString(Json(now)), now, DeliveryState.Waiting, now);

    private string IdOf(string connection) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Source}\n{Id}\n{connection}")).AsSpan(0, 16));

    private ReadOnlySpan<byte> Json(DateTime now)
    {
        var data = new JsonObject { ["title"] = Title, ["text"] = Text, ["action"] = Action };
        foreach (var (name, value) in Facts)
            data[name] = value?.DeepClone();

        var cloud = new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = Id,
            Source = new Uri(Source, UriKind.Relative),
            Type = Type,
            Subject = Subject,
            Time = new DateTimeOffset(Time),
            DataContentType = "application/json",
            Data = data,
            ["recordedtime"] = new DateTimeOffset(now).ToString("O"),
        };
        if (Priority is { } priority)
        {
            // OpenTelemetry's numbers of severity: info, warning, error, fatal.
            cloud["severitytext"] = priority.ToString().ToLowerInvariant();
            cloud["severitynumber"] = $"{9 + (4 * (int)priority)}";
        }

        if (Trace is { } trace)
            cloud["traceparent"] = trace;

        return s_json.EncodeStructuredModeMessage(cloud, out _).Span;
    }
}
