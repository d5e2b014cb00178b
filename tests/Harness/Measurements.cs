using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Presage.Hosting.Observability;

namespace Presage.Tests.Harness;

/// <summary>What the instruments of one host measure.</summary>
public sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measurement> _measured = [];

    public Measurements(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PresageMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, TextOf(tags))));
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, TextOf(tags))));
        _listener.Start();
    }

    public IReadOnlyList<Measurement> Of(string instrument) => [.. _measured.Where(measured => measured.Instrument == instrument)];

    public void Dispose() => _listener.Dispose();

    private static string TextOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}

public sealed record Measurement(string Instrument, double Value, string Tags);
