using Presage.Engine.Alarms;

namespace Presage.Tests.Engine.Alarms;

/// <summary>The rule step by step, as one would explain it; the oracle.</summary>
internal static class NaiveAlarmRule
{
    public static List<AlarmEpisode> Raise(long[] times, double[] probabilities, double[] thresholds, long[] repairs, long recovery)
    {
        var episodes = new List<AlarmEpisode>();
        AlarmEpisode? open = null;
        foreach (var moment in times.Concat(repairs).Distinct().Order())
        {
            if (open is { } standing && repairs.Contains(moment))
            {
                episodes.Add(standing with { Ended = moment });
                open = null;
            }

            var row = Array.IndexOf(times, moment);
            if (row < 0)
                continue;

            if (probabilities[row] >= thresholds[row])
            {
                open = open is { } earlier ? earlier with { LastAbove = moment } : new AlarmEpisode(row, moment, moment, null);
            }
            else if (open is { } sinking && moment - sinking.LastAbove >= recovery)
            {
                episodes.Add(sinking with { Ended = moment });
                open = null;
            }
        }

        if (open is { } last)
            episodes.Add(last);

        return episodes;
    }
}
