namespace Presage.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file, safe for several processes of one machine.</summary>
public static class SqliteStorage
{
    public const string FileName = "presage.db";

    /// <summary>Full path of the file of a directory, whether it is there or not.</summary>
    public static string FileIn(string directory) => Path.GetFullPath(Path.Combine(directory, FileName));
}
