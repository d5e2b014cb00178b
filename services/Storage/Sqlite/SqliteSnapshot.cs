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
