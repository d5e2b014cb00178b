using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Stores;

/// <summary>
/// What time it is, by the clock of the store where that is a server's: whatever processes of several machines write then has one clock.
/// Durations are never differences of such times, but measured by the process that did the work.
/// </summary>
public sealed class StoreTime(IStoreClock store, TimeProvider clock)
{
    /// <summary>Clocks that differ by less are not told apart: asking takes time itself.</summary>
    private static readonly TimeSpan LeastOfServer = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    /// <summary>From this difference on somebody should look after a clock.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(5);

    private readonly Lock _one = new();
    private TimeSpan? _skew;
    private long? _measuredAt;

    /// <summary>By how much the clock of this process is ahead of the store's, as last measured; null while it is not known.</summary>
    public TimeSpan? Skew
    {
        get
        {
            lock (_one)
                return _skew;
        }
    }

    /// <summary>Whether the clocks differ so much that people should know.</summary>
    public bool IsSkewed => Skew is { } skew && IsNoticeable(skew);

    /// <summary>Whether people should look after clocks that differ by so much.</summary>
    public static bool IsNoticeable(TimeSpan skew) => skew.Duration() > Noticeable;

    /// <summary>Whether times are by the store's clock. A clock that is none of the machine's is what somebody wants it to be.</summary>
    private bool IsByStore => store.IsOfServer || ReferenceEquals(clock, TimeProvider.System);

    /// <summary>Now, by what is known of the clocks.</summary>
    public DateTime Now
    {
        get
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return IsByStore && Skew is { } skew && skew.Duration() >= (store.IsOfServer ? LeastOfServer : Noticeable) ? now - skew : now;
        }
    }

    /// <summary>
    /// Now, after the clocks were compared, unless that was done lately. A store that does not answer leaves what was known.
    /// </summary>
    public async ValueTask<DateTime> NowAsync(CancellationToken cancellation)
    {
        if (IsByStore && !IsKnown())
        {
            try
            {
                await MeasureAsync(cancellation);
            }
            catch (PresageException exception) when (exception.Kind is ErrorKind.Busy or ErrorKind.Unavailable)
            {
                // Whoever asks writes to the store next, and hears of it.
            }
        }

        return Now;
    }

    /// <summary>Compares the clocks.</summary>
    /// <returns>The store's time; this process's own where the store has none just now.</returns>
    public async Task<DateTime> MeasureAsync(CancellationToken cancellation)
    {
        var (asked, own) = (clock.GetTimestamp(), clock.GetUtcNow().UtcDateTime);
        if (await store.NowAsync(cancellation) is not { } now)
            return Now;

        // The answer was true about half-way.
        own += clock.GetElapsedTime(asked) / 2;
        lock (_one)
            (_skew, _measuredAt) = (own - now, clock.GetTimestamp());

        return now;
    }

    private bool IsKnown()
    {
        lock (_one)
            return _measuredAt is { } at && clock.GetElapsedTime(at) < Validity;
    }
}
