namespace Presage.Engine.Alarms;

/// <summary>
/// One alarm for a component of a machine, from the prediction that raised it until it recovers or the component is repaired. Times are
/// Unix time.
/// </summary>
/// <param name="Row">
/// Position, in the rows that were looked at, of the row that raised it; -1 when it was open before the first of them.
/// </param>
/// <param name="Raised">Time of the prediction that raised it.</param>
/// <param name="LastAbove">Time of the latest prediction at or above its threshold; what a later call needs to carry on.</param>
/// <param name="Ended">When it recovered, or when the component was replaced or failed; null while it is open.</param>
public readonly record struct AlarmEpisode(int Row, long Raised, long LastAbove, long? Ended)
{
    /// <summary>Whether the rows that were looked at raised it, so that it is to be announced.</summary>
    public bool IsNew => Row >= 0;

    public bool IsOpen => Ended is null;

    /// <summary>An episode of which only the moment it was raised is known: pass it with the rows that follow that moment.</summary>
    public static AlarmEpisode OpenSince(long raised) => new(-1, raised, raised, null);
}
