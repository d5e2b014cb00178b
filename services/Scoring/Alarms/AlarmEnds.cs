using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;
using Presage.Storage;

namespace Presage.Scoring.Alarms;

/// <summary>
/// When the alarms that a component of a machine has had ended, by the rule that raised them and the rows up to a moment.
/// </summary>
internal static class AlarmEnds
{
    /// <summary>
    /// Whether the rows of a range can tell something about the end of an alarm: one that has ended before the range has done so whatever
    /// is in it.
    /// </summary>
    public static bool IsTold(Alarm alarm, DateTime from, DateTime to) => alarm.Time <= to && (alarm.Ended is null || alarm.Ended > from);

    /// <summary>Those alarms whose end is to be another than the one they have.</summary>
    /// <param name="alarms">All of the component, by time.</param>
    /// <param name="rows">The machine's rows since the first alarm that is told of, to the end of the range.</param>
    public static IEnumerable<Alarm> Changed(
        IReadOnlyList<Alarm> alarms, IReadOnlyList<Prediction> rows, int component, Interruptions interruptions, AlarmSettings settings,
        DateTime from, DateTime to)
    {
        for (var i = 0; i < alarms.Count; i++)
        {
            if (!IsTold(alarms[i], from, to))
                continue;

            DateTime? next = i + 1 < alarms.Count ? alarms[i + 1].Time : null;
            var ended = EndOf(
                alarms[i], next, [.. rows.Where(row => row.Time > alarms[i].Time && (next is null || row.Time <= next))], component,
                interruptions, settings);

            // What the rows after the range have told stays.
            if (ended != alarms[i].Ended && (ended is not null || alarms[i].Ended <= to))
                yield return alarms[i] with { Ended = ended };
        }
    }

    private static DateTime? EndOf(
        Alarm alarm, DateTime? next, Prediction[] rows, int component, Interruptions interruptions, AlarmSettings settings)
    {
        var ended = AlarmRule.Raise(
            [.. rows.Select(row => UnixTime.FromDateTime(row.Time))],
            [.. rows.Select(row => row.Probabilities[component])],
            [.. rows.Select(row => row.Thresholds[component])],
            interruptions,
            settings,
            AlarmEpisode.OpenSince(UnixTime.FromDateTime(alarm.Time)))[0].Ended;

        // At the latest when the next one was raised, which another model's rows may have done.
        DateTime? end = ended is { } time ? UnixTime.ToDateTime(time) : null;
        return end is null || end > next ? next : end;
    }
}
