namespace Presage.Engine.Alarms;

/// <summary>
/// When an alarm begins and ends; the one definition that scoring raises alarms by and evaluation counts them by.
/// </summary>
/// <remarks>
/// <para>
/// An alarm of a component is raised by the first row with a probability at or above its threshold, and stays one alarm while rows stay there. It recovers at the first
/// row that is below its threshold and lies at least the recovery time after the last row that was not: a shorter dip changes nothing, and where there are no rows
/// nothing recovers. A replacement or a failure of the component ends it at once; a row at that very moment already sees the new part and can raise the next alarm.
/// </para>
/// </remarks>
public static class AlarmRule
{
    /// <summary>Time below the threshold after which an alarm has recovered: 24 hours, in milliseconds.</summary>
    public const long Recovery = UnixTime.Day;

    /// <summary>Finds the alarms of one component of one machine.</summary>
    /// <param name="times">[row] ascending, later than the last row that <paramref name="open"/> was found in.</param>
    /// <param name="probabilities">[row] of the component.</param>
    /// <param name="thresholds">[row] of the component; an alarm at or above.</param>
    /// <param name="repairs">Ascending times of the component's replacements and failures, see <see cref="Repairs"/>; those before the rows do no harm.</param>
    /// <param name="open">The alarm that was open before the first row; null when there was none.</param>
    /// <returns>In order of time; first the one that was open, as it went on. Only the last can be open still.</returns>
    public static IReadOnlyList<AlarmEpisode> Raise(
        ReadOnlySpan<long> times, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds, ReadOnlySpan<long> repairs, AlarmEpisode? open = null,
        long recovery = Recovery) => throw new NotImplementedException();

    /// <summary>The moments that end an alarm: replacements and failures together, ascending, each once.</summary>
    public static long[] Repairs(ReadOnlySpan<long> replacements, ReadOnlySpan<long> failures) => throw new NotImplementedException();
}
