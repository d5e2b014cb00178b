using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Presage.Storage.Sqlite;

/// <summary>One connection and its prepared statements; used by one caller at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    public static SqliteSession Open(string file, SqliteSettings settings)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
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

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();

        connection.Dispose();
    }
}
