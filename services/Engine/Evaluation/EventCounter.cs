using Presage.Engine.Alarms;

namespace Presage.Engine.Evaluation;

/// <summary>
/// Counts failures, warnings and false alarms of one component of one machine; <see cref="EventMetrics"/> says what they are.
/// </summary>
internal sealed class EventCounter
{
    private readonly long[] _times;
    private readonly double[] _probabilities;
    private readonly long[] _failures;
    private readonly long _horizon;
    private readonly long _knownUntil;
    private readonly long _leadTime;
    private readonly long _recovery;
    private readonly long[] _counted;

    public EventCounter(MachineOutcome outcome, int component, EvaluationSettings settings)
    {
        _times = outcome.Times;
        _probabilities = outcome.Probabilities[component];
        _failures = [.. outcome.Failures[component].Where(time => time <= outcome.FailuresKnownUntil).Distinct()];
        _horizon = outcome.Horizon;
        _knownUntil = outcome.FailuresKnownUntil;
        _leadTime = UnixTime.FromTimeSpan(settings.Costs.LeadTime);
        _recovery = settings.Recovery;
        _counted = _times.Length == 0 ? [] : [.. _failures.Where(time => time - _leadTime >= _times[0] && time - _leadTime <= _times[^1])];
        Repairs = AlarmRule.Repairs(outcome.Replacements[component], _failures);
    }

    public long[] Repairs { get; }

    public EventCounts Count(IReadOnlyList<AlarmEpisode> alarms)
    {
        var falseAlarms = 0;
        foreach (var alarm in alarms)
        {
            var end = Math.Min(alarm.Ended ?? _times[^1], _times[^1]) + _horizon;
            var next = SortedTimes.CountUpTo(_failures, alarm.Raised);
            var isTrue = next < _failures.Length && _failures[next] <= end;
            falseAlarms += !isTrue && end <= _knownUntil ? 1 : 0;
        }

        return new EventCounts(_counted.Length, Leads(alarms).Count(), alarms.Count, falseAlarms);
    }

    /// <summary>For each failure that was warned of, how long before; at most the horizon.</summary>
    public IEnumerable<long> Leads(IReadOnlyList<AlarmEpisode> alarms)
    {
        foreach (var failure in _counted)
        {
            foreach (var alarm in alarms)
            {
                var isInTime = alarm.Raised <= failure - _leadTime;
                if (isInTime && (alarm.IsOpen || alarm.Ended > failure - _horizon))
                {
                    yield return Math.Min(failure - alarm.Raised, _horizon);
                    break;
                }
            }
        }
    }

    /// <summary>The counts at each of ascending thresholds, the same for all rows.</summary>
    public EventCounts[] Sweep(IReadOnlyList<double> thresholds)
    {
        var counts = new EventCounts[thresholds.Count];
        var alarms = new List<AlarmEpisode>();
        int[] above = [.. Enumerable.Range(0, _times.Length)];
        var remaining = above.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            var kept = 0;
            for (var j = 0; j < remaining; j++)
            {
                if (_probabilities[above[j]] >= thresholds[i])
                    above[kept++] = above[j];
            }

            remaining = kept;
            alarms.Clear();
            AlarmRule.Raise(_times, above.AsSpan(0, remaining), Repairs, null, _recovery, alarms);
            counts[i] = Count(alarms);
        }

        return counts;
    }
}
