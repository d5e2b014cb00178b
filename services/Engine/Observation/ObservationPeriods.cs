namespace Presage.Engine.Observation;

/// <summary>Finds out from its records when a machine is observed.</summary>
public static class ObservationPeriods
{
    /// <summary>
    /// From first record to last, cut where there is none for longer than the gap, and bounded by the dates at which the machine came and
    /// went. Where a failure ends a life, a period ends with it and another one begins right after, if there are records up to there.
    /// </summary>
    /// <param name="gap">Longest silence within a period, in <see cref="UnixTime"/> units.</param>
    /// <param name="failureEndsLife">Whether a failure of any component ends the life of the machine.</param>
    public static ObservedPeriods Of(MachineRecords records, long gap, bool failureEndsLife)
    {
        var (from, to) = (records.Commissioned ?? long.MinValue, records.Retired ?? long.MaxValue);
        var spans = records.Readings.Concat(records.Events.Select(time => new Stretch(time, time)))
            .Where(span => span.Last >= from && span.First <= to)
            .Select(span => new Stretch(Math.Max(span.First, from), Math.Min(span.Last, to)))
            .OrderBy(span => span.First);

        var stretches = new List<Stretch>();
        foreach (var span in spans)
            Stretch.Add(stretches, span, gap);

        return new ObservedPeriods(
            failureEndsLife
                ? [.. stretches.SelectMany(stretch => Lives(stretch, records.Failures))]
                : [.. stretches.Select(stretch => new ObservedPeriod(stretch.First, stretch.Last))]);
    }

    private static IEnumerable<ObservedPeriod> Lives(Stretch stretch, IEnumerable<long> failures)
    {
        var begin = stretch.First;
        foreach (var failure in failures.Where(time => time >= stretch.First && time <= stretch.Last).Distinct().Order())
        {
            yield return new ObservedPeriod(begin, failure, EndsLife: true);
            begin = failure + 1;
        }

        if (begin <= stretch.Last)
            yield return new ObservedPeriod(begin, stretch.Last);
    }
}
