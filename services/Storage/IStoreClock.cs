namespace Presage.Storage;

/// <summary>The clock of whatever keeps the store: the one clock that all processes on it can compare theirs with.</summary>
public interface IStoreClock
{
    /// <summary>Whether it is a server's, so that what processes of several machines store is timed by it and not by their own.</summary>
    bool IsOfServer { get; }

    /// <returns>Null where it cannot be told, such as in a directory in which nothing may be written.</returns>
    Task<DateTime?> NowAsync(CancellationToken cancellation);
}
