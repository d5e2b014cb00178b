using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;

namespace Presage.Scoring.Alarms;

/// <summary>Which alarms a scored range adds to those that a component of a machine has had. Times are Unix time.</summary>
internal static class NewAlarms
{
    /// <summary>Positions of the rows that raise an alarm which nobody has been told of.</summary>
    /// <param name="times">
    /// [row], from <paramref name="raised"/>'s last alarm before the range to the range's end; where there was none, from as many rows
    /// before the range as an alarm is delayed by.
    /// </param>
    /// <param name="raised">
    /// Times of the alarms there have been, ascending, inside of the range too: a range that is scored again must not announce them again.
    /// </param>
    /// <param name="from">Exclusive beginning of the range.</param>
    public static IEnumerable<int> Of(
        long[] times, double[] probabilities, double[] thresholds, Interruptions interruptions, AlarmSettings settings, long[] raised,
        long from)
    {
        var before = Array.FindLast(raised, time => time <= from);
        AlarmEpisode? open = Array.Exists(raised, time => time <= from) ? AlarmEpisode.OpenSince(before) : null;
        return AlarmRule.Raise(times, probabilities, thresholds, interruptions, settings, open)
            .Where(episode => episode.IsNew && episode.Raised > from && !Array.Exists(raised, time => IsSame(episode, time)))
            .Select(episode => episode.Row);

        bool IsSame(AlarmEpisode episode, long time) =>
            time >= episode.Raised ? time < (episode.Ended ?? long.MaxValue) : time > from && StandsAt(episode.Raised, time);

        // An alarm of an earlier scoring, inside of the range, that still stood when this one was raised.
        bool StandsAt(long moment, long time)
        {
            var first = Array.FindIndex(times, row => row > time);
            var last = Array.BinarySearch(times, moment);
            var episode = AlarmRule.Raise(
                times.AsSpan(first, last - first), probabilities.AsSpan(first, last - first), thresholds.AsSpan(first, last - first),
                interruptions, settings, AlarmEpisode.OpenSince(time))[0];
            return episode.Ended is null || episode.Ended > moment;
        }
    }
}
