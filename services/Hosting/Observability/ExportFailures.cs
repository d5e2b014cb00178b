using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Presage.Hosting.Observability;

/// <summary>
/// Says in the log that telemetry does not reach its collector, once and then at most every ten minutes: what exports it tells only those
/// who listen to its events, and drops it.
/// </summary>
internal sealed class ExportFailures(TimeProvider clock, ILogger<ExportFailures> log) : EventListener, IHostedService
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    /// <summary>The events by which something is lost; others are about what it was.</summary>
    private static readonly string[] Losses =
    [
        "FailedToReachCollector", "HttpRequestFailed", "TransientHttpError", "RequestTimedOut", "OperationUnexpectedlyCanceled",
        "GrpcStatusWarning", "ExportFailure", "ExportMethodException", "RequestDiscardedDueToSizeLimit",
    ];

    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(10);

    private readonly Lock _one = new();
    private long? _saidAt;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (!Losses.Contains(eventData.EventName))
            return;

        lock (_one)
        {
            if (_saidAt is { } at && clock.GetElapsedTime(at) < BetweenLines)
                return;

            _saidAt = clock.GetTimestamp();
        }

        Log.TelemetryIsDropped(log, WordsOf(eventData));
    }

    /// <summary>Without the stack that comes with it.</summary>
    private static string WordsOf(EventWrittenEventArgs said)
    {
        var words = said is { Message: { } format, Payload: { } values }
            ? string.Format(CultureInfo.InvariantCulture, format, [.. values]) : said.EventName ?? "";
        return words.Split('\n')[0].Trim();
    }
}
