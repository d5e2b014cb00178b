namespace Presage.Storage.Telemetry;

/// <summary>Merges readings into a block. The outcome does not depend on how or in which order the same readings arrive.</summary>
public static class BlockMerge
{
    /// <returns>
    /// The merged block, or <paramref name="stored"/> itself when nothing in it changes, and what became of the incoming readings.
    /// </returns>
    /// <exception cref="ArgumentException">Number of sensors differs.</exception>
    public static (TelemetryBatch Block, MergeCounts Counts) Merge(TelemetryBatch stored, ReadingRange incoming)
    {
        if (stored.Values.Length != incoming.Sensors)
            throw new ArgumentException(
                $"Readings of machine {stored.Machine} have {incoming.Sensors} sensors, the stored ones {stored.Values.Length}.",
                nameof(incoming));

        // origins[row] is the row's position in the stored block, or the complement of its position in the incoming readings.
        var origins = new int[stored.Count + incoming.Count];
        var counts = Plan(stored, incoming, origins, out var rows);
        if (counts.Written + counts.Replaced == 0)
            return (stored, counts);

        var plan = origins.AsSpan(0, rows);
        var values = new double[stored.Values.Length][];
        for (var sensor = 0; sensor < values.Length; sensor++)
            values[sensor] = Gather<double>(plan, stored.Values[sensor], incoming.Values(sensor));

        return (new(
            stored.Machine, Gather(plan, stored.Times, incoming.Times), Gather(plan, stored.Known, incoming.Known), values), counts);
    }

    private static MergeCounts Plan(TelemetryBatch stored, ReadingRange incoming, int[] origins, out int rows)
    {
        long written = 0, replaced = 0, duplicate = 0;
        int left = 0, right = 0;
        var there = stored.Times.AsSpan();
        var given = incoming.Times;
        rows = 0;
        while (left < there.Length && right < given.Length)
        {
            if (there[left] < given[right])
            {
                origins[rows++] = left++;
                continue;
            }

            if (there[left] > given[right])
            {
                written++;
                origins[rows++] = ~right++;
                continue;
            }

            var same = AreSame(stored, left, incoming, right);
            origins[rows++] = same ? left : ~right;
            duplicate += same ? 1 : 0;
            replaced += same ? 0 : 1;
            left++;
            right++;
        }

        while (left < there.Length)
            origins[rows++] = left++;

        written += given.Length - right;
        while (right < given.Length)
            origins[rows++] = ~right++;

        return new(written, replaced, duplicate);
    }

    private static bool AreSame(TelemetryBatch stored, int left, ReadingRange incoming, int right)
    {
        for (var sensor = 0; sensor < stored.Values.Length; sensor++)
        {
            var a = stored.Values[sensor][left];
            var b = incoming.Batch.Values[sensor][incoming.Start + right];
            if (BitConverter.DoubleToInt64Bits(a) != BitConverter.DoubleToInt64Bits(b) && !(double.IsNaN(a) && double.IsNaN(b)))
                return false;
        }

        return true;
    }

    private static T[] Gather<T>(ReadOnlySpan<int> origins, ReadOnlySpan<T> stored, ReadOnlySpan<T> incoming)
    {
        var merged = new T[origins.Length];
        for (var row = 0; row < merged.Length; row++)
            merged[row] = origins[row] >= 0 ? stored[origins[row]] : incoming[~origins[row]];

        return merged;
    }
}
