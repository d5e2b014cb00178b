namespace Presage.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file, safe for several processes of one machine.</summary>
public static class SqliteStorage
{
    public const string FileName = "presage.db";
}
