using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

/// <param name="Patience">How long to wait for another process to finish writing.</param>
/// <param name="Configure">What tests do to every connection, to make the disk full or the file read-only.</param>
internal sealed record SqliteSettings(TimeSpan Patience, Action<SqliteConnection>? Configure = null)
{
    public static SqliteSettings Default { get; } = new(TimeSpan.FromSeconds(60));

    /// <summary>How long the store is held by somebody else before it is said that it is waited for.</summary>
    public TimeSpan LongWait { get; init; } = TimeSpan.FromSeconds(10);
}
