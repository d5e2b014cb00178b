using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>Cuts readings at the borders of block periods, which lie at multiples of the period since 1970-01-01 00:00 UTC.</summary>
public static class BlockBorders
{
    /// <summary>Start of the period that a time lies in. Both in <see cref="UnixTime"/> units.</summary>
    public static long StartOf(long time, long period)
    {
        var past = time % period;
        return time - (past < 0 ? past + period : past);
    }

    /// <summary>The readings of each period, in order of batch and time.</summary>
    /// <exception cref="ArgumentException">Times are not strictly ascending, or columns differ in length.</exception>
    public static IEnumerable<ReadingRange> Cut(IEnumerable<TelemetryBatch> batches, long period)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        foreach (var batch in batches)
        {
            Validate(batch);
            for (int first = 0, next; first < batch.Count; first = next)
            {
                next = Sorted.FirstFrom(batch.Times, StartOf(batch.Times[first], period) + period);
                yield return new ReadingRange(batch, first, next - first);
            }
        }
    }

    private static void Validate(TelemetryBatch batch)
    {
        if (batch.Known.Length != batch.Count || batch.Values.Any(column => column.Length != batch.Count))
            throw new ArgumentException($"The columns of machine {batch.Machine} differ in length.", nameof(batch));

        var times = batch.Times;
        for (var i = 1; i < times.Length; i++)
            if (times[i] <= times[i - 1])
                throw new ArgumentException(
                    $"The times of machine {batch.Machine} are not strictly ascending at reading {i}.", nameof(batch));
    }
}
