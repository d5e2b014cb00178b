using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Alarms;

/// <summary>The rule step by step, as one would explain it; the oracle.</summary>
internal static class NaiveAlarmRule
{
    public static List<AlarmEpisode> Raise(
        long[] times, double[] probabilities, double[] thresholds, Interruptions interruptions, AlarmSettings settings)
    {
        var episodes = new List<AlarmEpisode>();
        AlarmEpisode? open = null;
        var consecutive = 0;
        foreach (var moment in times.Concat(interruptions.Repairs).Concat(interruptions.PeriodEnds).Distinct().Order())
        {
            // The new part is there before the row of that moment.
            if (interruptions.Repairs.Contains(moment))
                End(moment);

            if (Array.IndexOf(times, moment) is >= 0 and var row)
                Look(row);

            // The last row of a period is before its end.
            if (interruptions.PeriodEnds.Contains(moment))
                End(moment);
        }

        if (open is { } last)
            episodes.Add(last);

        return episodes;

        void End(long moment)
        {
            if (open is { } standing)
                episodes.Add(standing with { Ended = moment });

            (open, consecutive) = (null, 0);
        }

        void Look(int row)
        {
            consecutive = probabilities[row] >= thresholds[row] ? consecutive + 1 : 0;
            var isLow = probabilities[row] < thresholds[row] * (1 - settings.Hysteresis);
            if (open is { } standing && isLow && times[row] - standing.LastAbove >= UnixTime.FromTimeSpan(settings.Recovery))
                End(times[row]);
            else if (open is { } earlier && !isLow)
                open = earlier with { LastAbove = times[row] };
            else if (open is null && consecutive >= settings.OnDelay)
                open = new AlarmEpisode(row, times[row], times[row], null);
        }
    }
}
