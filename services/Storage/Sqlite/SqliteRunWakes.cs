namespace Presage.Storage.Sqlite;

internal sealed class SqliteRunWakes(SqliteStore store) : IRunWakes
{
    public Task<bool> AddAsync(string run, RunWake wake, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            "INSERT INTO wakes VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", run, wake.Number, wake.At, wake.Why) == 1,
        cancellation);

    public Task<IReadOnlyList<RunWake>> ListAsync(string run, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<RunWake>>(
        session => session.List(
            "SELECT number, at, why FROM wakes WHERE run = ?1 ORDER BY number",
            row => new RunWake(row.GetInt32(0), row.GetTime(1), row.GetString(2)), run),
        cancellation);
}
