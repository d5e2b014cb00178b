using Presage.Engine.Observation;

namespace Presage.Engine.Features.Default;

/// <summary>
/// Takes the history of a machine apart where a failure has ended a life of it: rows of the next life know nothing of the one before.
/// </summary>
internal static class Lives
{
    /// <summary>Each life that can have rows in a range, with the part of the range that belongs to it; in order of time.</summary>
    public static IEnumerable<(MachineHistory History, FeatureRange Range)> Of(MachineHistory history, FeatureRange range)
    {
        var begin = long.MinValue;
        foreach (var end in history.Observed.Periods.Where(period => period.EndsLife).Select(period => period.To).Append(long.MaxValue))
        {
            var own = range with { From = Math.Max(range.From, begin), To = Math.Min(range.To, end) };
            if (own.From < own.To)
                yield return (begin == long.MinValue ? history : After(history, begin), own);

            begin = end;
        }
    }

    /// <summary>What was recorded after a moment. Failures are for labels, which look ahead only.</summary>
    private static MachineHistory After(MachineHistory history, long moment)
    {
        var first = SortedTimes.CountUpTo(history.Times, moment);
        return history with
        {
            Times = history.Times[first..],
            Sensors = Array.ConvertAll(history.Sensors, values => values[first..]),
            Errors = Array.ConvertAll(history.Errors, Later),
            Replacements = Array.ConvertAll(history.Replacements, Later),
        };

        long[] Later(long[] times) => times[SortedTimes.CountUpTo(times, moment)..];
    }
}
