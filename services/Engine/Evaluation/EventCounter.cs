using Presage.Engine.Alarms;

namespace Presage.Engine.Evaluation;

/// <summary>Counts failures, warnings and false alarms of one component of one machine; <see cref="EventMetrics"/> says what they are.</summary>
internal sealed class EventCounter
{
    private readonly long[] times;
    private readonly double[] probabilities;
    private readonly long[] failures;
    private readonly long horizon;
    private readonly long knownUntil;
    private readonly long leadTime;
    private readonly long recovery;
    private readonly long[] counted;

    public EventCounter(MachineOutcome outcome, int component, EvaluationSettings settings)
    {
        times = outcome.Times;
        probabilities = outcome.Probabilities[component];
        failures = [.. outcome.Failures[component].Where(time => time <= outcome.FailuresKnownUntil).Distinct()];
        horizon = outcome.Horizon;
        knownUntil = outcome.FailuresKnownUntil;
        leadTime = UnixTime.FromTimeSpan(settings.Costs.LeadTime);
        recovery = settings.Recovery;
        counted = times.Length == 0 ? [] : [.. failures.Where(time => time - leadTime >= times[0] && time - leadTime <= times[^1])];
        Repairs = AlarmRule.Repairs(outcome.Replacements[component], failures);
    }

    public long[] Repairs { get; }

    public EventCounts Count(IReadOnlyList<AlarmEpisode> alarms)
    {
        var falseAlarms = 0;
        foreach (var alarm in alarms)
        {
            var end = Math.Min(alarm.Ended ?? times[^1], times[^1]) + horizon;
            var next = SortedTimes.CountUpTo(failures, alarm.Raised);
            var isTrue = next < failures.Length && failures[next] <= end;
            falseAlarms += !isTrue && end <= knownUntil ? 1 : 0;
        }

        return new EventCounts(counted.Length, Leads(alarms).Count(), alarms.Count, falseAlarms);
    }

    /// <summary>For each failure that was warned of, how long before; at most the horizon.</summary>
    public IEnumerable<long> Leads(IReadOnlyList<AlarmEpisode> alarms)
    {
        foreach (var failure in counted)
        {
            var earliest = alarms.FirstOrDefault(
                alarm => alarm.Raised <= failure - leadTime && (alarm.Ended is null || alarm.Ended > failure - horizon), new(-1, long.MaxValue, 0, null));
            if (earliest.Raised != long.MaxValue)
                yield return Math.Min(failure - earliest.Raised, horizon);
        }
    }

    /// <summary>The counts at each of ascending thresholds, the same for all rows.</summary>
    public EventCounts[] Sweep(IReadOnlyList<double> thresholds)
    {
        var counts = new EventCounts[thresholds.Count];
        var alarms = new List<AlarmEpisode>();
        int[] above = [.. Enumerable.Range(0, times.Length)];
        var remaining = above.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            var kept = 0;
            for (var j = 0; j < remaining; j++)
            {
                if (probabilities[above[j]] >= thresholds[i])
                    above[kept++] = above[j];
            }

            remaining = kept;
            alarms.Clear();
            AlarmRule.Raise(times, above.AsSpan(0, remaining), Repairs, null, recovery, alarms);
            counts[i] = Count(alarms);
        }

        return counts;
    }
}
