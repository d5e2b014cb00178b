namespace Presage.Storage.Telemetry;

/// <summary>Some consecutive readings of a batch, without a copy.</summary>
public readonly record struct ReadingRange(TelemetryBatch Batch, int Start, int Count)
{
    public int Sensors => Batch.Values.Length;

    public ReadOnlySpan<long> Times => Batch.Times.AsSpan(Start, Count);

    public ReadOnlySpan<long> Known => Batch.Known.AsSpan(Start, Count);

    public ReadOnlySpan<double> Values(int sensor) => Batch.Values[sensor].AsSpan(Start, Count);

    public static implicit operator ReadingRange(TelemetryBatch batch) => FromTelemetryBatch(batch);

    public static ReadingRange FromTelemetryBatch(TelemetryBatch batch) => new(batch, 0, batch.Count);
}
