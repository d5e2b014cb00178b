using System.Runtime.InteropServices;

namespace Presage.Engine.Alarms;

/// <summary>
/// When an alarm begins and ends; the one definition that scoring raises alarms by and evaluation counts them by.
/// </summary>
/// <remarks>
/// An alarm of a component is raised by the first row with a probability at or above its threshold, and stays one alarm while rows stay
/// there. It recovers at the first row that is below its threshold and lies at least the recovery time after the last row that was not: a
/// shorter dip changes nothing, and where there are no rows nothing recovers. A replacement or a failure of the component ends it at once;
/// a row at that very moment already sees the new part and can raise the next alarm.
/// </remarks>
public static class AlarmRule
{
    /// <summary>Time below the threshold after which an alarm has recovered: 24 hours, in milliseconds.</summary>
    public const long Recovery = UnixTime.Day;

    /// <summary>Finds the alarms of one component of one machine.</summary>
    /// <param name="times">[row] ascending, later than the last row that <paramref name="open"/> was found in.</param>
    /// <param name="probabilities">[row] of the component.</param>
    /// <param name="thresholds">[row] of the component; an alarm at or above.</param>
    /// <param name="repairs">
    /// Ascending times of the component's replacements and failures, see <see cref="Repairs"/>; those before the rows do no harm.
    /// </param>
    /// <param name="open">The alarm that was open before the first row; null when there was none.</param>
    /// <returns>In order of time; first the one that was open, as it went on. Only the last can be open still.</returns>
    public static IReadOnlyList<AlarmEpisode> Raise(
        ReadOnlySpan<long> times, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds, ReadOnlySpan<long> repairs,
        AlarmEpisode? open = null, long recovery = Recovery)
    {
        var above = new List<int>();
        for (var row = 0; row < times.Length; row++)
        {
            if (probabilities[row] >= thresholds[row])
                above.Add(row);
        }

        var episodes = new List<AlarmEpisode>();
        Raise(times, CollectionsMarshal.AsSpan(above), repairs, open, recovery, episodes);
        return episodes;
    }

    /// <summary>The moments that end an alarm: replacements and failures together, ascending, each once.</summary>
    public static long[] Repairs(ReadOnlySpan<long> replacements, ReadOnlySpan<long> failures) =>
        [.. replacements.ToArray().Concat(failures.ToArray()).Distinct().Order()];

    /// <summary>The same from the rows at or above their threshold, which are few at most thresholds.</summary>
    internal static void Raise(
        ReadOnlySpan<long> times, ReadOnlySpan<int> above, ReadOnlySpan<long> repairs, AlarmEpisode? open, long recovery,
        List<AlarmEpisode> episodes)
    {
        var current = open;
        var after = 0;
        foreach (var row in above)
        {
            var ended = current is { } before ? End(before, times[after..row], repairs, times[row], recovery) : null;
            if (current is null || ended is not null)
            {
                if (current is { } over)
                    episodes.Add(over with { Ended = ended });

                current = new AlarmEpisode(row, times[row], times[row], null);
            }
            else
            {
                current = current.Value with { LastAbove = times[row] };
            }

            after = row + 1;
        }

        if (current is { } last)
            episodes.Add(last with { Ended = End(last, times[after..], repairs, long.MaxValue, recovery) });
    }

    /// <param name="below">Times of the rows since the last one at or above the threshold.</param>
    /// <param name="until">Time of the next one that is; a repair at that moment comes first.</param>
    private static long? End(AlarmEpisode episode, ReadOnlySpan<long> below, ReadOnlySpan<long> repairs, long until, long recovery)
    {
        var repair = repairs[SortedTimes.CountUpTo(repairs, episode.Raised)..];
        var recovered = below[SortedTimes.CountBefore(below, episode.LastAbove + recovery)..];
        long? repairedAt = repair.IsEmpty || repair[0] > until ? null : repair[0];
        long? recoveredAt = recovered.IsEmpty ? null : recovered[0];
        return repairedAt < recoveredAt ? repairedAt : recoveredAt ?? repairedAt;
    }
}
