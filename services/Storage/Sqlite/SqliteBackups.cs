using Microsoft.Data.Sqlite;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>Backups are files of the same kind as the store, in one piece, marked as what they are.</summary>
/// <param name="store">Opened when the first backup is made: a store that is to be restored may not be there.</param>
internal sealed class SqliteBackups(string directory, SqliteSettings settings, Lazy<SqliteStore> store) : IStoreBackups
{
    public Task<StoreCopy> BackUpAsync(string file, bool overwrite, CancellationToken cancellation)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file) && (!overwrite || FileIdentity.Of(file) == FileIdentity.Of(store.Value.File)))
            throw SqliteCopyErrors.FileExists(file, isStore: FileIdentity.Of(file) == FileIdentity.Of(store.Value.File));

        return Task.FromResult(Written(file, partial =>
        {
            var counts = CopyTo(partial, cancellation);
            Mark(partial, $"UPDATE store SET backed_up_at = {SqliteMark.Now}, restored_at = NULL");
            var copy = SqliteCopy.Read(partial, cancellation);
            if (!copy.IsSame(store.Value.Id, counts))
                throw SqliteCopyErrors.Differs(file);

            File.Move(partial, file, overwrite);
            return copy.Of(file);
        }));
    }

    public Task<StoreCopy> RestoreAsync(string file, bool overwrite, CancellationToken cancellation)
    {
        var source = SqliteCopy.Read(Path.GetFullPath(file), cancellation);
        if (!source.Mark.IsBackup)
            throw SqliteCopyErrors.NoBackup(file);

        var target = SqliteStorage.FileIn(directory);
        if (File.Exists(target) && !overwrite)
            throw SqliteCopyErrors.StoreExists(target);

        return Task.FromResult(Written(target, partial =>
        {
            File.Copy(source.File, partial);
            Mark(partial, $"UPDATE store SET restored_at = {SqliteMark.Now}");
            var copy = SqliteCopy.Read(partial, cancellation);
            if (!copy.IsSame(source.Mark.Id, source.Counts))
                throw SqliteCopyErrors.Differs(target);

            WithLog(partial);
            return copy.Of(target) with { Former = SqliteSwap.Replace(target, partial, copy.Mark.Restored!.Value) };
        }));
    }

    /// <summary>Copies the pages of the store as they are at one moment, whatever others write meanwhile.</summary>
    /// <returns>Rows by table.</returns>
    private IReadOnlyDictionary<string, long> CopyTo(string file, CancellationToken cancellation)
    {
        using var snapshot = store.Value.Snapshot();
        return snapshot.Read(session =>
        {
            var counts = SqliteCopy.Count(session);
            try
            {
                session.CopyTo(file, cancellation);
                return counts;
            }
            catch (SqliteException error)
            {
                throw SqliteFaults.Translate(error, file);
            }
        });
    }

    /// <summary>Many may use the file at once again.</summary>
    private void WithLog(string file)
    {
        using var session = SqliteSession.Open(file, settings);
        session.Execute("PRAGMA journal_mode = WAL");
    }

    /// <summary>Has the file in one piece, without a log beside it.</summary>
    private void Mark(string file, string update)
    {
        using var session = SqliteSession.Open(file, settings);
        session.Execute("PRAGMA journal_mode = DELETE");
        session.Execute("PRAGMA synchronous = FULL");
        session.Execute(update);
    }

    /// <summary>Does something with a file beside the one that is meant; it is gone afterwards, whatever happens.</summary>
    private static T Written<T>(string file, Func<string, T> write)
    {
        var partial = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Delete(partial);
            return write(partial);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SqliteCopyErrors.Unwritable(file, error);
        }
        finally
        {
            foreach (var rest in (ReadOnlySpan<string>)["", "-journal", "-wal", "-shm"])
                File.Delete(partial + rest);
        }
    }
}
