using Microsoft.Data.Sqlite;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>A prepared statement with parameters ?1, ?2, ... that is run again and again.</summary>
internal sealed class SqliteStatement(SqliteCommand command) : IDisposable
{
    /// <returns>Number of rows inserted, updated or deleted.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    public List<T> List<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));

        return rows;
    }

    /// <returns>The first row, or default when there is none.</returns>
    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        var parameters = command.Parameters;
        while (parameters.Count < values.Length)
            parameters.Add(new SqliteParameter($"?{parameters.Count + 1}", null));

        for (var i = 0; i < values.Length; i++)
            parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                DateTime time => UnixTime.ToMilliseconds(time),
                var value => value,
            };
    }
}
