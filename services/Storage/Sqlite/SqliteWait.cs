namespace Presage.Storage.Sqlite;

/// <summary>
/// Tells of it when somebody else holds the store for longer than a person expects, and who that is where the system says.
/// </summary>
internal sealed class SqliteWait(string file, SqliteSettings settings, IStoreWaits? waits)
{
    /// <summary>Begins to wait; whoever has got the store, or given it up, disposes of what this returns.</summary>
    public IDisposable? Begin() => waits is null ? null
        : new Timer(_ => Tell(waits), null, settings.LongWait, Timeout.InfiniteTimeSpan);

    private void Tell(IStoreWaits waits) => waits.Waits(
        $"The store {file} has been locked by {FileLocks.HolderOf(file, $"{file}-shm") ?? "another process"} for "
            + $"{settings.LongWait.TotalSeconds:0.#} s; it is waited for up to {settings.Patience.TotalSeconds:0.#} s.");
}
