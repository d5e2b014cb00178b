using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteConnections(SqliteStore store) : IConnections
{
    private const string Select = "SELECT name, kind, definition, at, by FROM connections";

    public Task ApplyAsync(Connection connection, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            "INSERT OR REPLACE INTO connections VALUES (?1, ?2, ?3, ?4, ?5)", connection.Name, connection.Kind, connection.Definition,
            connection.At, connection.By),
        cancellation);

    public Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => session.First($"{Select} WHERE name = ?1", Read, name), cancellation);

    public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Connection>>(session => session.List($"{Select} ORDER BY name", Read), cancellation);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            SqliteDeliveries.FailWaiting(session, name);
            return session.Execute("DELETE FROM connections WHERE name = ?1", name) == 1;
        },
        cancellation);

    private static Connection Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetTime(3), row.GetString(4));
}
