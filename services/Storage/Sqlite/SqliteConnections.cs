using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteConnections(SqliteStore store) : IConnections
{
    private const string Select = "SELECT name, kind, definition, at, by, stopped FROM connections";

    public Task ApplyAsync(Connection connection, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            "INSERT OR REPLACE INTO connections VALUES (?1, ?2, ?3, ?4, ?5, ?6)", connection.Name, connection.Kind, connection.Definition,
            connection.At, connection.By, connection.Stopped),
        cancellation);

    public Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => session.First($"{Select} WHERE name = ?1", Read, name), cancellation);

    public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Connection>>(session => session.List($"{Select} ORDER BY name", Read), cancellation);

    public Task<bool> StopAsync(string name, DateTime applied, string why, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var stopped = session.Execute("UPDATE connections SET stopped = ?3 WHERE name = ?1 AND at = ?2", name, applied, why) == 1;
            if (stopped)
                SqliteDeliveries.FailWaiting(session, name, why);

            return stopped;
        },
        cancellation);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            SqliteDeliveries.FailWaiting(session, name, Delivery.NoConnection);
            return session.Execute("DELETE FROM connections WHERE name = ?1", name) == 1;
        },
        cancellation);

    private static Connection Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetTime(3), row.GetString(4), row.GetStringOrNull(5));
}
