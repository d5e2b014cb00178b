namespace Presage.Storage.Telemetry;

/// <summary>Joins the part of consecutive blocks that lies in a time range and was known at a moment.</summary>
public static class BlockWindow
{
    /// <param name="sensors">At least as many as had values at the moment; readings have none of those that came later.</param>
    /// <param name="blocks">Blocks of one machine in order of time.</param>
    /// <param name="from">Exclusive, Unix time.</param>
    /// <param name="to">Inclusive, Unix time.</param>
    /// <param name="asOf">Latest knowledge time, Unix time.</param>
    public static TelemetryBatch Join(string machine, int sensors, IReadOnlyList<TelemetryBlock> blocks, long from, long to, long asOf)
    {
        var parts = blocks.Select(block => Part(block.At(asOf), from, to))
            .Select(part => (Readings: part, Kept: CountKnown(part, asOf))).ToList();
        var rows = parts.Sum(part => part.Kept);
        var joined = new TelemetryBatch(
            machine, new long[rows], new long[rows], [.. Enumerable.Range(0, sensors).Select(_ => new double[rows])]);
        var at = 0;
        foreach (var (readings, kept) in parts)
        {
            if (HasMoreThan(sensors, readings, asOf))
                throw new ArgumentException(
                    $"Machine {machine} has readings of {readings.Sensors} sensors, not {sensors}.", nameof(sensors));

            var all = kept == readings.Count;
            Copy(readings.Times, joined.Times.AsSpan(at, kept), readings.Known, asOf, all);
            Copy(readings.Known, joined.Known.AsSpan(at, kept), readings.Known, asOf, all);
            for (var sensor = 0; sensor < sensors; sensor++)
            {
                var column = joined.Values[sensor].AsSpan(at, kept);
                if (sensor < readings.Sensors)
                    Copy(readings.Values(sensor), column, readings.Known, asOf, all);
                else
                    column.Fill(double.NaN);
            }

            at += kept;
        }

        return joined;
    }

    /// <summary>Whether anything was known at the moment of sensors that are not asked for.</summary>
    private static bool HasMoreThan(int sensors, ReadingRange readings, long asOf)
    {
        for (var sensor = sensors; sensor < readings.Sensors; sensor++)
            for (var row = 0; row < readings.Count; row++)
                if (readings.Known[row] <= asOf && !double.IsNaN(readings.Values(sensor)[row]))
                    return true;

        return false;
    }

    private static ReadingRange Part(TelemetryBatch block, long from, long to)
    {
        var first = Sorted.FirstAfter(block.Times, from);
        return new(block, first, Math.Max(0, Sorted.FirstAfter(block.Times, to) - first));
    }

    private static int CountKnown(ReadingRange readings, long asOf)
    {
        var count = 0;
        foreach (var known in readings.Known)
            count += known <= asOf ? 1 : 0;

        return count;
    }

    private static void Copy<T>(ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<long> known, long asOf, bool all)
    {
        if (all)
        {
            from.CopyTo(to);
            return;
        }

        var at = 0;
        for (var row = 0; row < from.Length; row++)
            if (known[row] <= asOf)
                to[at++] = from[row];
    }
}
