using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Presage.Storage.Sqlite;

/// <summary>One connection and its prepared statements; used by one caller at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    /// <summary>About 16 MB.</summary>
    private const int PagesAtOnce = 1_024;

    private readonly Dictionary<string, SqliteStatement> _statements = [];

    /// <param name="mode">Whether the file is made where it is not there.</param>
    public static SqliteSession Open(
        string file, SqliteSettings settings, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)settings.Patience.TotalSeconds),
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            session.Execute(
                $"PRAGMA busy_timeout = {(long)settings.Patience.TotalMilliseconds}; PRAGMA synchronous = NORMAL; PRAGMA "
                    + "temp_store = MEMORY; " +
                "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4096");
            settings.Configure?.Invoke(connection);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A connection that changes nothing, to a file that nobody writes to.</summary>
    public static SqliteSession OpenToRead(string file)
    {
        var session = new SqliteSession(new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString()));
        session.Open();
        return session;
    }

    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
            return statement;

        var command = connection.CreateCommand();
        command.CommandText = sql;
        return _statements[sql] = new SqliteStatement(command);
    }

    /// <inheritdoc cref="SqliteStatement.Execute"/>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).Execute(values);

    /// <summary>Without the patience that a command has of its own.</summary>
    /// <returns>False when somebody else is in the way.</returns>
    public bool TryExecute(string sql) => raw.sqlite3_exec(connection.Handle, sql) switch
    {
        raw.SQLITE_OK => true,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => false,
        var result => throw new SqliteException(raw.sqlite3_errstr(result).utf8_to_string(), result),
    };

    /// <inheritdoc cref="SqliteStatement.List"/>
    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) =>
        Prepare(sql).List(read, values);

    /// <inheritdoc cref="SqliteStatement.First"/>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) => Prepare(sql).First(read, values);

    /// <summary>The beginning of a blob, without reading the rest of it.</summary>
    /// <param name="most">Bytes.</param>
    public byte[] Head(string table, string column, long row, int most)
    {
        using var blob = new SqliteBlob(connection, table, column, row, readOnly: true);
        var head = new byte[Math.Min(most, blob.Length)];
        blob.ReadExactly(head);
        return head;
    }

    /// <summary>Copies the database into a file that is not there, page by page, as it is in the transaction that has begun.</summary>
    public void CopyTo(string file, CancellationToken cancellation)
    {
        using var target = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        target.Open();
        using var backup = raw.sqlite3_backup_init(target.Handle, "main", connection.Handle, "main");
        int result;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAtOnce);
        }
        while (result == raw.SQLITE_OK);

        if (result != raw.SQLITE_DONE)
            throw new SqliteException(raw.sqlite3_errstr(result).utf8_to_string(), result);
    }

    /// <summary>Ends the statement that runs, from another thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(connection.Handle);

    /// <summary>What is being done when the time is over ends with an error.</summary>
    public IDisposable InterruptAfter(TimeSpan time) =>
        new Timer(_ => Interrupt(), null, time, Timeout.InfiniteTimeSpan);

    public void Begin() => Execute("BEGIN");

    /// <summary>Begins a transaction that may write: waits for other writers here, so that it cannot fail for them later.</summary>
    public void BeginWriting() => Execute("BEGIN IMMEDIATE");

    public void Commit() => Execute("COMMIT");

    /// <summary>Undoes the open transaction; SQLite has done so itself after some errors.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            Execute("ROLLBACK");
    }

    private void Open()
    {
        try
        {
            connection.Open();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();

        connection.Dispose();
    }
}
