using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Presage.Storage.Sqlite;

/// <summary>Puts a file where a store is, which goes out of its way.</summary>
internal static class SqliteSwap
{
    /// <summary>Commands are done soon, and no service is.</summary>
    private static readonly SqliteSettings s_patience = new(TimeSpan.FromSeconds(3));

    /// <returns>Where the former store lies now; null when there was none.</returns>
    /// <exception cref="Engine.PresageException"><c>store-in-use</c>.</exception>
    public static string? Replace(string store, string file, DateTime now)
    {
        if (!File.Exists(store))
        {
            File.Move(file, store);
            return null;
        }

        var former = string.Create(CultureInfo.InvariantCulture, $"{store}.before-{now:yyyyMMdd'T'HHmmssfff}Z");
        using (Held(store))
            File.Replace(file, store, former);

        // What belongs to a damaged file stays with it, so that somebody may still save what it held.
        foreach (var rest in (ReadOnlySpan<string>)["-wal", "-shm"])
            if (File.Exists(store + rest))
                File.Move(store + rest, former + rest);

        return former;
    }

    /// <summary>
    /// The store as nobody else has it: a log that everybody needs can only be given up by the last one. A damaged file cannot be held, nor
    /// used by anybody.
    /// </summary>
    private static SqliteSession? Held(string store)
    {
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(store, s_patience);
            session.Execute("PRAGMA locking_mode = EXCLUSIVE");
            session.Execute("PRAGMA journal_mode = DELETE");
            session.Execute("BEGIN EXCLUSIVE");
            return session;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            session?.Dispose();
            return null;
        }
        catch (SqliteException error)
        {
            session?.Dispose();
            throw error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED ? SqliteCopyErrors.InUse(store, error)
                : SqliteFaults.Translate(error, store);
        }
    }
}
