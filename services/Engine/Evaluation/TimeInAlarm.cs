namespace Presage.Engine.Evaluation;

/// <summary>How long a machine was in alarm, for whichever component.</summary>
internal static class TimeInAlarm
{
    /// <summary>Time, of that of which it is known what came within the horizon, at the rows' own thresholds.</summary>
    public static long Of(MachineOutcome outcome, EvaluationSettings settings)
    {
        var (sum, until) = (0L, long.MinValue);
        foreach (var (from, to) in settings.Components.SelectMany((_, component) => Spans(outcome, component, settings)).Order())
        {
            sum += outcome.Observed.SettledTime(Math.Max(from, until), to, outcome.Horizon);
            until = Math.Max(until, to);
        }

        return sum;
    }

    private static IEnumerable<(long From, long To)> Spans(MachineOutcome outcome, int component, EvaluationSettings settings)
    {
        var judge = new EventJudge(outcome, component, settings);
        return outcome.Alarms(component, settings.Alarms).Select(alarm => (alarm.Raised, judge.StandsUntil(alarm)));
    }
}
