using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>Joins batches of a machine that came one after the other, so that the store has fewer to merge.</summary>
internal static class ReadingJoin
{
    public static IReadOnlyList<TelemetryBatch> Of(IEnumerable<TelemetryBatch> batches)
    {
        var joined = new List<TelemetryBatch>();
        foreach (var group in Compatible([.. batches]))
            joined.Add(group.Count == 1 ? group[0] : Join(group));

        return joined;
    }

    /// <summary>Groups of batches none of which have a time in common.</summary>
    private static IEnumerable<List<TelemetryBatch>> Compatible(List<TelemetryBatch> batches)
    {
        var groups = new List<(List<TelemetryBatch> Batches, HashSet<long> Times)>();
        foreach (var batch in batches)
        {
            var at = groups.FindIndex(group => !group.Times.Overlaps(batch.Times));
            if (at < 0)
                groups.Add(([batch], [.. batch.Times]));
            else
            {
                groups[at].Batches.Add(batch);
                groups[at].Times.UnionWith(batch.Times);
            }
        }

        return groups.Select(group => group.Batches);
    }

    private static TelemetryBatch Join(List<TelemetryBatch> batches)
    {
        long[] times = [.. batches.SelectMany(batch => batch.Times)];
        int[] order = [.. Enumerable.Range(0, times.Length)];
        times.AsSpan().Sort(order.AsSpan());
        return batches[0] with
        {
            Times = times,
            Known = Sorted(batches.SelectMany(batch => batch.Known)),
            Values = [.. batches[0].Values.Select((_, sensor) => Sorted(batches.SelectMany(batch => batch.Values[sensor])))],
        };

        T[] Sorted<T>(IEnumerable<T> column)
        {
            T[] unsorted = [.. column];
            return [.. order.Select(row => unsorted[row])];
        }
    }
}
