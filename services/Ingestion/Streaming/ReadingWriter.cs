using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Streaming;

/// <summary>Brings the readings of messages to the store.</summary>
internal sealed class ReadingWriter(ITelemetry telemetry, ILogger<ReadingWriter> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, MergeQueue> _queues = new();

    /// <summary>Returns when the readings are durable.</summary>
    public Task MergeAsync(
        string dataset, TimeSpan period, IReadOnlyList<TelemetryBatch> batches, CancellationToken cancellation) => batches.Count == 0
        ? Task.CompletedTask
        : _queues.GetOrAdd(dataset, name => new MergeQueue(telemetry, name, period, log)).MergeAsync(batches, cancellation);

    public void Dispose()
    {
        foreach (var queue in _queues.Values)
            queue.Dispose();
    }
}
