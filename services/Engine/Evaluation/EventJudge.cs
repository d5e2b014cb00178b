using Presage.Engine.Alarms;
using Presage.Engine.Observation;

namespace Presage.Engine.Evaluation;

/// <summary>
/// Judges the alarms and failures of one component of one machine by what became of it: the one place that says what is true, false, missed
/// and warned of. docs/use/alarms.md tells it with pictures.
/// </summary>
/// <remarks>
/// An alarm that is raised at R warns that its component fails in (R, R + H]. While it stands it is judged anew each horizon: at R + H, at
/// R + 2 H and so on it is a warning again. A warning is true when the component fails within its horizon, false when it is known that it
/// does not, and undecided otherwise. A failure F is warned of when it comes in the horizon of a warning whose alarm had been raised by F -
/// lead time; it counts when a row of the same life lies in [F - H, F - lead time], so that an alarm could have come.
/// </remarks>
/// <param name="component">Position.</param>
public sealed class EventJudge(MachineOutcome outcome, int component, EvaluationSettings settings)
{
    private readonly long _leadTime = UnixTime.FromTimeSpan(settings.Costs.LeadTime);

    /// <summary>Ascending moments of the failures that are known, each once.</summary>
    public long[] Failures { get; } = outcome.KnownFailures(component);

    /// <summary>The warnings that an alarm gives, in order of time; the first when it is raised, the others while it stands.</summary>
    public IEnumerable<Warning> Warnings(AlarmEpisode alarm)
    {
        yield return At(alarm.Raised, isRenewed: false);
        for (var time = alarm.Raised + outcome.Horizon; Stands(alarm, time); time += outcome.Horizon)
            yield return At(time, isRenewed: true);
    }

    /// <param name="failure">One of <see cref="Failures"/>.</param>
    /// <param name="alarms">All alarms of the component, in order of time.</param>
    public JudgedFailure Judge(long failure, IReadOnlyList<AlarmEpisode> alarms)
    {
        if (!CouldBeWarnedOf(failure))
            return new JudgedFailure(failure, FailureVerdict.NotCounted);

        foreach (var alarm in alarms)
        {
            if (alarm.Raised <= failure - _leadTime && IsWarnedOf(failure, alarm))
                return new JudgedFailure(failure, FailureVerdict.Warned, Math.Min(failure - alarm.Raised, outcome.Horizon));
        }

        return new JudgedFailure(failure, FailureVerdict.Missed);
    }

    /// <summary>Time in which an alarm stood, of that of which it is known what came within the horizon.</summary>
    public long TimeIn(AlarmEpisode alarm) => outcome.Observed.SettledTime(alarm.Raised, StandsUntil(alarm), outcome.Horizon);

    /// <summary>When an alarm ended; one that has not was there at the last row, and nobody has looked since.</summary>
    public long StandsUntil(AlarmEpisode alarm) => Math.Min(alarm.Ended ?? long.MaxValue, outcome.Times[^1]);

    private bool Stands(AlarmEpisode alarm, long time) => time <= outcome.Times[^1] && !(alarm.Ended <= time);

    private Warning At(long time, bool isRenewed) =>
        new(time, isRenewed, Labels.Of(Failures, time, outcome.Horizon, outcome.Observed) switch
        {
            1 => AlarmVerdict.True,
            0 => AlarmVerdict.False,
            _ => AlarmVerdict.Undecided,
        });

    private bool CouldBeWarnedOf(long failure)
    {
        var row = SortedTimes.CountUpTo(outcome.Times, failure - _leadTime) - 1;
        return _leadTime < outcome.Horizon && row >= 0 && outcome.Times[row] >= failure - outcome.Horizon
            && failure <= outcome.Observed.LifeEnd(outcome.Times[row]);
    }

    private bool IsWarnedOf(long failure, AlarmEpisode alarm)
    {
        if (alarm.Raised >= failure || failure > outcome.Observed.LifeEnd(alarm.Raised))
            return false;

        var renewals = (failure - alarm.Raised - 1) / outcome.Horizon;
        return renewals == 0 || Stands(alarm, alarm.Raised + (renewals * outcome.Horizon));
    }
}

/// <summary>What an alarm says at a moment: that its component fails within the horizon.</summary>
/// <param name="Time">When it was raised, or one or more horizons later. Unix time.</param>
/// <param name="IsRenewed">Whether the alarm had been standing for a horizon or more.</param>
public readonly record struct Warning(long Time, bool IsRenewed, AlarmVerdict Verdict);

/// <summary>Whether the component failed within the horizon of a warning; undecided while that is not known.</summary>
public enum AlarmVerdict
{
    Undecided,
    True,
    False,
}

/// <summary>Whether a failure was warned of; not counted where no row came early enough, and not too early, for an alarm.</summary>
public enum FailureVerdict
{
    NotCounted,
    Missed,
    Warned,
}

/// <param name="Time">Unix time.</param>
/// <param name="LeadTime">How long before it was warned of, at most the horizon; null when it was not.</param>
public readonly record struct JudgedFailure(long Time, FailureVerdict Verdict, long? LeadTime = null);
