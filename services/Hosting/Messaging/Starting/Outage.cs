namespace Presage.Hosting.Messaging.Starting;

/// <summary>How long a bus has been out of order while its broker answered.</summary>
/// <param name="longest">After this time without a break it counts as stuck.</param>
internal sealed class Outage(TimeSpan longest)
{
    private DateTimeOffset? _since;

    /// <summary>Takes note of a look at both. Returns whether the bus counts as stuck.</summary>
    public bool IsTooLong(bool works, bool answers, DateTimeOffset now)
    {
        _since = works || !answers ? null : _since ?? now;
        return now - _since >= longest;
    }
}
