namespace Presage.Storage.Sqlite;

internal sealed class SqliteSliceAttempts(SqliteStore store) : ISliceAttempts
{
    public Task<int> BeginAsync(string run, string stage, int slice, string worker, DateTime at, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO attempts (run, stage, slice, worker, attempt, started_at) VALUES (?1, ?2, ?3, ?4, 1, ?5)
                    ON CONFLICT DO UPDATE SET worker = excluded.worker, attempt = attempt + 1, started_at = excluded.started_at
                    """,
                    run, stage, slice, worker, at);
                return session.First(
                    "SELECT attempt FROM attempts WHERE run = ?1 AND stage = ?2 AND slice = ?3", row => row.GetInt32(0), run, stage, slice);
            },
            cancellation);

    public Task<IReadOnlyList<SliceAttempt>> ListAsync(string run, string stage, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<SliceAttempt>>(
            session => session.List(
                "SELECT slice, worker, attempt, started_at FROM attempts WHERE run = ?1 AND stage = ?2 ORDER BY slice",
                row => new SliceAttempt(row.GetInt32(0), row.GetString(1), row.GetInt32(2), row.GetTime(3)), run, stage),
            cancellation);
}
