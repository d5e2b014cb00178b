namespace Presage.Storage.Sqlite;

/// <summary>The clock by which the file system stamps files, which over a share is that of the machine that has them.</summary>
internal sealed class SqliteClock(SqliteStore store) : IStoreClock
{
    /// <summary>Everyone who has the file is on one machine.</summary>
    public bool IsOfServer => false;

    public Task<DateTime?> NowAsync(CancellationToken cancellation)
    {
        var probe = $"{store.File}-clock-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}";
        try
        {
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                return Task.FromResult<DateTime?>(File.GetLastWriteTimeUtc(probe));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<DateTime?>(null);
        }
    }
}
