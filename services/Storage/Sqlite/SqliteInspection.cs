using Microsoft.Data.Sqlite;
using Presage.Engine;
using SQLitePCL;

namespace Presage.Storage.Sqlite;

/// <summary>Looks at the store of a directory without making anything, changing anything or bringing anything up to date.</summary>
public static class SqliteInspection
{
    /// <param name="longest">How long the file is looked through for damage.</param>
    /// <returns>Null when there is no store in the directory.</returns>
    /// <exception cref="PresageException">
    /// <c>store-foreign</c>, <c>store-too-new</c>, <c>store-damaged</c>, or that it cannot be opened.
    /// </exception>
    public static SqliteFacts? Look(string directory, TimeSpan longest)
    {
        var file = SqliteStorage.FileIn(directory);
        if (!File.Exists(file))
            return null;

        try
        {
            using var session = SqliteSession.Open(file, SqliteSettings.Default, SqliteOpenMode.ReadWrite);
            var form = SqliteSchema.VersionOf(session, file);
            var (damage, isWhole) = longest > TimeSpan.Zero ? DamageOf(session, longest) : (null, false);
            return new SqliteFacts(
                form, SqliteSchema.CurrentVersion, form > 0 ? SqliteMark.Find(session)?.Id : null,
                new FileInfo(file).Length, Bytes($"{file}-wal"), damage, isWhole);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, file);
        }
    }

    private static (string? Damage, bool IsWhole) DamageOf(SqliteSession session, TimeSpan longest)
    {
        using var end = session.InterruptAfter(longest);
        try
        {
            var said = session.First("PRAGMA quick_check(1)", row => row.GetString(0));
            return (said == "ok" ? null : said, true);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return (null, false);
        }
    }

    private static long Bytes(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}

/// <param name="Form">Form of its records; 0 when it is empty.</param>
/// <param name="KnownForm">The form that this program would bring it to.</param>
/// <param name="Id">Null when it was last used before stores had one.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="LogBytes">Of what was written and is not in the file yet.</param>
/// <param name="Damage">Null when none was found.</param>
/// <param name="IsWhole">Whether all of the file was looked through.</param>
public sealed record SqliteFacts(int Form, int KnownForm, string? Id, long Bytes, long LogBytes, string? Damage, bool IsWhole);
