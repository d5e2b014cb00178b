using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteCalendars(SqliteStore store) : ICalendars
{
    private const string Select = "SELECT name, definition, at, by FROM calendars";

    public Task ApplyAsync(NamedCalendar calendar, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            "INSERT OR REPLACE INTO calendars VALUES (?1, ?2, ?3, ?4)", calendar.Name, calendar.Definition, calendar.At, calendar.By),
        cancellation);

    public Task<NamedCalendar?> FindAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => session.First($"{Select} WHERE name = ?1", Read, name), cancellation);

    public Task<IReadOnlyList<NamedCalendar>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<NamedCalendar>>(session => session.List($"{Select} ORDER BY name", Read), cancellation);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) =>
        store.WriteAsync(session => session.Execute("DELETE FROM calendars WHERE name = ?1", name) == 1, cancellation);

    private static NamedCalendar Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetTime(2), row.GetString(3));
}
