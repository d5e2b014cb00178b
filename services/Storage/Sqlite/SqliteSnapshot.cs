using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

/// <summary>A read transaction: what it reads stays as it was when it began, and holds up no writer.</summary>
internal sealed class SqliteSnapshot : IDisposable
{
    private readonly SqliteStore _store;
    private readonly SqliteSession _session;

    public SqliteSnapshot(SqliteStore store, SqliteSession session)
    {
        _store = store;
        _session = session;
        _session.Begin();
    }

    /// <exception cref="Engine.PresageException">The store is not the one that was opened; the snapshot is given back.</exception>
    public void Require()
    {
        try
        {
            Read(session =>
            {
                SqliteMark.Require(session, _store.Id, writes: false, _store.File);
                return true;
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public T Read<T>(Func<SqliteSession, T> work)
    {
        try
        {
            return work(_session);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, _store.File);
        }
    }

    public void Dispose()
    {
        _session.Rollback();
        _store.GiveBack(_session);
    }
}
