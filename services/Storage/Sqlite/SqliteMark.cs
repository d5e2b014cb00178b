using Microsoft.Data.Sqlite;
using Presage.Engine;
using SQLitePCL;

namespace Presage.Storage.Sqlite;

/// <summary>What the store says of itself, in the transaction in which it is asked.</summary>
/// <param name="LeastReader">The least form that programs have to know to read it.</param>
/// <param name="LeastWriter">The least form that programs have to know to write to it.</param>
/// <param name="BackedUp">When the copy was made that this file is or was; null for a store that never was a copy.</param>
/// <param name="Restored">When it was made a store again; null for a copy that is none.</param>
internal sealed record SqliteMark(
    string Id, int Form, int LeastReader, int LeastWriter, DateTime Made, DateTime? BackedUp, DateTime? Restored)
{
    /// <summary>The present in a statement.</summary>
    public const string Now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    /// <summary>A copy for keeping, which is no store before it is restored.</summary>
    public bool IsBackup => BackedUp is not null && Restored is null;

    /// <summary>Null for a store of a form that had no mark.</summary>
    public static SqliteMark? Find(SqliteSession session)
    {
        try
        {
            return session.First(
                """
                SELECT id, user_version, least_reader, least_writer, made_at, backed_up_at, restored_at FROM store, pragma_user_version
                """,
                row => new SqliteMark(
                    row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetTime(4), row.GetTimeOrNull(5),
                    row.GetTimeOrNull(6)));
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            // There is no such table.
            return null;
        }
    }

    /// <summary>Of a store that is opened. A backup that somebody has put in its place by hand is a store from now on.</summary>
    public static SqliteMark Adopt(SqliteSession session)
    {
        if (Find(session)!.IsBackup)
        {
            session.Execute("PRAGMA journal_mode = WAL");
            session.Execute($"UPDATE store SET restored_at = {Now} WHERE restored_at IS NULL");
        }

        return Find(session)!;
    }

    /// <exception cref="PresageException"><c>store-replaced</c>, <c>store-newer</c>.</exception>
    public static void Require(SqliteSession session, string id, bool writes, string file)
    {
        var mark = Find(session);
        if (mark?.Id != id)
            throw StoreErrors.Replaced(file);

        var least = writes ? mark.LeastWriter : mark.LeastReader;
        if (least > SqliteSchema.CurrentVersion)
            throw StoreErrors.Newer(file, mark.Form, least, SqliteSchema.CurrentVersion);
    }
}
