using Microsoft.Data.Sqlite;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>What a file turns out to hold when it is read from end to end.</summary>
/// <param name="Counts">Rows by table.</param>
internal sealed record SqliteCopy(string File, SqliteMark Mark, long Bytes, IReadOnlyDictionary<string, long> Counts)
{

    /// <exception cref="PresageException">
    /// <c>no-backup</c>, <c>store-damaged</c>, <c>store-foreign</c>, <c>store-too-new</c>.
    /// </exception>
    public static SqliteCopy Read(string file, CancellationToken cancellation)
    {
        if (!System.IO.File.Exists(file))
            throw SqliteCopyErrors.Missing(file);

        try
        {
            using var session = SqliteSession.OpenToRead(file);
            SqliteSchema.Require(session, file);
            if (SqliteMark.Find(session) is not { } mark)
                throw SqliteCopyErrors.NoBackup(file);

            if (Troubles(session, cancellation) is [var first, ..])
                throw SqliteCopyErrors.Damaged(file, first);

            return new(file, mark, new FileInfo(file).Length, Count(session));
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, file);
        }
    }

    /// <summary>What is wrong with the pages and indexes of a file, nothing when it is sound.</summary>
    public static IReadOnlyList<string> Troubles(SqliteSession session, CancellationToken cancellation)
    {
        using var interrupted = cancellation.Register(session.Interrupt);
        try
        {
            return [.. session.List("PRAGMA integrity_check", row => row.GetString(0)).Where(line => line != "ok")];
        }
        catch (SqliteException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    public static IReadOnlyDictionary<string, long> Count(SqliteSession session) => session
        .List("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", row => row.GetString(0))
        .ToDictionary(table => table, table => session.First($"SELECT count(*) FROM {table}", row => row.GetInt64(0)));

    public bool IsSame(string id, IReadOnlyDictionary<string, long> counts) =>
        Mark.Id == id && Counts.Count == counts.Count && counts.All(table => Counts.GetValueOrDefault(table.Key, -1) == table.Value);

    /// <param name="file">Where it lies in the end.</param>
    public StoreCopy Of(string file) =>
        new(file, new StoreIdentity(Mark.Id, Mark.Form, Mark.Made, Mark.Restored), Mark.BackedUp!.Value, Bytes, Counts);
}
