using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Pauses between tries that collide with those of other processes: by chance, the later the longer, so that the processes come apart; and
/// not for ever.
/// </summary>
internal sealed class MongoPauses
{
    public const int Most = 20;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private int _pauses;

    /// <exception cref="PresageException"><c>store-busy</c>: it was tried often enough.</exception>
    public Task NextAsync(CancellationToken cancellation)
    {
        if (_pauses == Most)
            throw new PresageException(
                ErrorKind.Busy, "store-busy", "Other processes changed the same document of the store again and again.",
                "Try again; what was stored is kept.");

        var longest = Math.Min(Longest.Ticks, First.Ticks << _pauses++);
        return Task.Delay(TimeSpan.FromTicks(Random.Shared.NextInt64(longest)), cancellation);
    }
}
