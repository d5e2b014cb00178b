using System.Runtime.InteropServices;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Alarms;

/// <summary>
/// When an alarm begins and ends; the one definition that scoring raises alarms by, and that thresholds, evaluation and report count them
/// by. docs/use/alarms.md tells it with pictures.
/// </summary>
/// <remarks>
/// An alarm of a component is raised by the last of <see cref="AlarmSettings.OnDelay"/> consecutive rows with a probability at or above
/// their thresholds, as a rule by the first. It recovers at the first row that is below its threshold × (1 -
/// <see cref="AlarmSettings.Hysteresis"/>) and lies at least <see cref="AlarmSettings.Recovery"/> after the last row that was not so low: a
/// shorter dip changes nothing, and where there are no rows nothing recovers. A replacement or a failure of the component ends it at once;
/// so does the end of the machine's observation period. Rows on two sides of such a moment are not consecutive.
/// </remarks>
public static class AlarmRule
{
    /// <summary>Finds the alarms of one component of one machine.</summary>
    /// <param name="times">[row] ascending, later than the last row that <paramref name="open"/> was found in.</param>
    /// <param name="probabilities">[row] of the component.</param>
    /// <param name="thresholds">[row] of the component; an alarm at or above.</param>
    /// <param name="interruptions">Those before the rows do no harm.</param>
    /// <param name="open">The alarm that was open before the first row; null when there was none.</param>
    /// <returns>In order of time; first the one that was open, as it went on. Only the last can be open still.</returns>
    public static IReadOnlyList<AlarmEpisode> Raise(
        ReadOnlySpan<long> times, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds, Interruptions interruptions,
        AlarmSettings settings, AlarmEpisode? open = null)
    {
        var rows = new List<HighRow>();
        for (var row = 0; row < times.Length; row++)
        {
            if (HighRow.Of(row, probabilities[row], thresholds[row], settings) is { } high)
                rows.Add(high);
        }

        var episodes = new List<AlarmEpisode>();
        Raise(times, CollectionsMarshal.AsSpan(rows), interruptions, settings, open, episodes);
        return episodes;
    }

    /// <summary>The same from the rows that raise alarms or keep them up, which are few at most thresholds.</summary>
    internal static void Raise(
        ReadOnlySpan<long> times, ReadOnlySpan<HighRow> rows, Interruptions interruptions, AlarmSettings settings, AlarmEpisode? open,
        List<AlarmEpisode> episodes)
    {
        var recovery = UnixTime.FromTimeSpan(settings.Recovery);
        var (current, consecutive, after) = (open, 0, 0);
        foreach (var (row, isAbove) in rows)
        {
            if (current is { } standing && End(standing, times[after..row], interruptions, times[row], recovery) is { } ended)
            {
                episodes.Add(standing with { Ended = ended });
                (current, consecutive) = (null, 0);
            }

            if (current is { } before)
            {
                current = before with { LastAbove = times[row] };
            }
            else
            {
                var goesOn = consecutive > 0 && after == row && !interruptions.IsBetween(times[row - 1], times[row]);
                consecutive = isAbove ? (goesOn ? consecutive : 0) + 1 : 0;
                current = consecutive >= settings.OnDelay ? new AlarmEpisode(row, times[row], times[row], null) : null;
            }

            after = row + 1;
        }

        if (current is { } last)
            episodes.Add(last with { Ended = End(last, times[after..], interruptions, long.MaxValue, recovery) });
    }

    /// <param name="low">Times of the rows since the last one that kept it up.</param>
    /// <param name="until">Time of the next one that does; a repair at that moment comes first, the end of a period does not.</param>
    private static long? End(AlarmEpisode episode, ReadOnlySpan<long> low, Interruptions interruptions, long until, long recovery)
    {
        var recovered = low[SortedTimes.CountBefore(low, episode.LastAbove + recovery)..];
        var end = Math.Min(interruptions.FirstAfter(episode.Raised), recovered.IsEmpty ? long.MaxValue : recovered[0]);
        return end == long.MaxValue || end > until || (end == until && !interruptions.IsBetween(until - 1, until)) ? null : end;
    }
}
