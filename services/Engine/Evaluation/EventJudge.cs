using Presage.Engine.Alarms;

namespace Presage.Engine.Evaluation;

/// <summary>
/// Judges the alarms and failures of one component of one machine by what became of it: the one place that says what is false, missed and
/// warned of. <see cref="EventMetrics"/> tells the rules.
/// </summary>
/// <param name="component">Position.</param>
public sealed class EventJudge(MachineOutcome outcome, int component, EvaluationSettings settings)
{
    private readonly long _leadTime = UnixTime.FromTimeSpan(settings.Costs.LeadTime);

    /// <summary>Ascending moments of the failures that are known, each once.</summary>
    public long[] Failures { get; } = outcome.KnownFailures(component);

    public AlarmVerdict Judge(AlarmEpisode alarm)
    {
        var last = outcome.Times[^1];
        var end = Math.Min(alarm.Ended ?? last, last) + outcome.Horizon;
        var next = SortedTimes.CountUpTo(Failures, alarm.Raised);
        if (next < Failures.Length && Failures[next] <= end)
            return AlarmVerdict.True;

        return outcome.Observed.IsSettled(alarm.Raised, end) ? AlarmVerdict.False : AlarmVerdict.Undecided;
    }

    /// <param name="failure">One of <see cref="Failures"/>.</param>
    /// <param name="alarms">All alarms of the component, in order of time.</param>
    public JudgedFailure Judge(long failure, IReadOnlyList<AlarmEpisode> alarms)
    {
        var latest = failure - _leadTime;
        if (outcome.Times.Length == 0 || latest < outcome.Times[0] || latest > outcome.Times[^1])
            return new JudgedFailure(failure, FailureVerdict.NotCounted);

        foreach (var alarm in alarms)
        {
            if (alarm.Raised <= latest && (alarm.IsOpen || alarm.Ended > failure - outcome.Horizon))
                return new JudgedFailure(failure, FailureVerdict.Warned, Math.Min(failure - alarm.Raised, outcome.Horizon));
        }

        return new JudgedFailure(failure, FailureVerdict.Missed);
    }
}

/// <summary>Whether the component failed after an alarm; undecided while that is not known for long enough.</summary>
public enum AlarmVerdict
{
    Undecided,
    True,
    False,
}

/// <summary>Whether an alarm came before a failure; not counted where there were no rows in time for one.</summary>
public enum FailureVerdict
{
    NotCounted,
    Missed,
    Warned,
}

/// <param name="Time">Unix milliseconds.</param>
/// <param name="LeadTime">How long before it was warned of, in milliseconds, at most the horizon; null when it was not.</param>
public readonly record struct JudgedFailure(long Time, FailureVerdict Verdict, long? LeadTime = null);
