namespace Presage.Storage.Facts;

/// <summary>
/// When an event is known: intervals that do not overlap, ascending. An event either is there or not, so that several files and runs can
/// only agree on it.
/// </summary>
public static class EventKnowledge
{
    /// <summary>
    /// Adds that it became known at a moment. What is known already says nothing new; what came earlier than the next interval begins it.
    /// </summary>
    /// <returns>The same list when nothing changes.</returns>
    public static IReadOnlyList<KnownInterval> With(
        this IReadOnlyList<KnownInterval> intervals, DateTime known, int file, out bool isNew)
    {
        isNew = false;
        for (var i = 0; i < intervals.Count; i++)
        {
            var interval = intervals[i];
            if (interval.Known > known)
                return intervals.Replace(i, interval with { Known = known, Files = [file] });
            if (interval.Contains(known))
                return interval.Known < known || interval.Files.Contains(file) ? intervals
                    : intervals.Replace(i, interval with { Files = [.. interval.Files.Append(file).Order()] });
        }

        isNew = true;
        return [.. intervals, new KnownInterval(known, [file])];
    }

    /// <summary>Takes it back from a moment on, where the selection fits.</summary>
    /// <returns>The same list when nothing changes.</returns>
    public static IReadOnlyList<KnownInterval> Retracted(this IReadOnlyList<KnownInterval> intervals, RecordSelection what, DateTime at)
    {
        var last = intervals.Select((interval, i) => interval.Known < at && !(interval.Retracted <= at) && interval.Fits(what) ? i : -1)
            .Append(-1).Max();
        return last < 0 ? intervals : intervals.Replace(last, intervals[last] with { Retracted = at });
    }

    /// <summary>Whether it was taken back at a moment.</summary>
    public static bool IsRetractedAt(this IReadOnlyList<KnownInterval> intervals, DateTime at) =>
        intervals.Any(interval => interval.Retracted == at);

    /// <summary>Takes away what files brought at a moment.</summary>
    /// <returns>The same list when nothing changes; empty when nothing is left.</returns>
    public static IReadOnlyList<KnownInterval> Without(
        this IReadOnlyList<KnownInterval> intervals, DateTime known, IReadOnlyCollection<int> files)
    {
        for (var i = 0; i < intervals.Count; i++)
        {
            if (intervals[i].Known != known || !intervals[i].Files.Any(files.Contains))
                continue;

            int[] left = [.. intervals[i].Files.Except(files)];
            return left.Length > 0
                ? intervals.Replace(i, intervals[i] with { Files = left })
                : [.. intervals.Where((_, other) => other != i)];
        }

        return intervals;
    }

    /// <summary>Machines and times of the selection are the caller's matter.</summary>
    private static bool Fits(this KnownInterval interval, RecordSelection what) =>
        (what.Known is null || interval.Known == what.Known) && (what.Files is null || interval.Files.All(what.Files.Contains));

    private static KnownInterval[] Replace(this IReadOnlyList<KnownInterval> intervals, int place, KnownInterval interval) =>
        [.. intervals.Select((other, i) => i == place ? interval : other)];
}
