using Presage.Engine.Alarms;

namespace Presage.Engine.Evaluation;

/// <summary>Counts what <see cref="EventJudge"/> judges of one component of one machine.</summary>
internal sealed class EventCounter(MachineOutcome outcome, int component, EvaluationSettings settings)
{
    private readonly EventJudge _judge = new(outcome, component, settings);

    /// <summary>The counts at the rows' own thresholds, and the lead times of the failures that were warned of.</summary>
    public (EventCounts Counts, LeadTimeCounts Leads) Count()
    {
        var alarms = outcome.Alarms(component, settings.Alarms);
        var leads = _judge.Failures.Select(failure => _judge.Judge(failure, alarms).LeadTime).OfType<long>();
        return (Count(alarms), LeadTimeCounts.Of(leads));
    }

    /// <summary>The counts at each of ascending thresholds, the same for all rows.</summary>
    public EventCounts[] Sweep(IReadOnlyList<double> thresholds)
    {
        var (times, probabilities, interruptions) = (outcome.Times, outcome.Probabilities[component], outcome.InterruptionsOf(component));
        var counts = new EventCounts[thresholds.Count];
        var alarms = new List<AlarmEpisode>();
        HighRow[] rows = [.. Enumerable.Range(0, times.Length).Select(row => new HighRow(row, IsAbove: true))];
        var remaining = rows.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            var kept = 0;
            for (var j = 0; j < remaining; j++)
            {
                // What is too low to keep an alarm up at one threshold is so at all that are higher.
                if (HighRow.Of(rows[j].Row, probabilities[rows[j].Row], thresholds[i], settings.Alarms) is { } high)
                    rows[kept++] = high;
            }

            remaining = kept;
            alarms.Clear();
            AlarmRule.Raise(times, rows.AsSpan(0, remaining), interruptions, settings.Alarms, null, alarms);
            counts[i] = Count(alarms);
        }

        return counts;
    }

    private EventCounts Count(IReadOnlyList<AlarmEpisode> alarms)
    {
        var (failures, warned, falseAlarms, renewed, undecided, time) = (0L, 0L, 0L, 0L, 0L, 0L);
        foreach (var failure in _judge.Failures)
        {
            var verdict = _judge.Judge(failure, alarms).Verdict;
            failures += verdict == FailureVerdict.NotCounted ? 0 : 1;
            warned += verdict == FailureVerdict.Warned ? 1 : 0;
        }

        foreach (var alarm in alarms)
        {
            time += _judge.TimeIn(alarm);
            foreach (var warning in _judge.Warnings(alarm))
            {
                renewed += warning.IsRenewed ? 1 : 0;
                falseAlarms += warning.Verdict == AlarmVerdict.False ? 1 : 0;
                undecided += warning.Verdict == AlarmVerdict.Undecided ? 1 : 0;
            }
        }

        return new EventCounts(failures, warned, alarms.Count, falseAlarms, renewed, undecided, UnixTime.ToMilliseconds(time));
    }
}
