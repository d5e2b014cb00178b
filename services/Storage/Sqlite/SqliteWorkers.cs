using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteWorkers(SqliteStore store) : IWorkers
{
    public Task SayAsync(WorkerRecord worker, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            """
            INSERT OR REPLACE INTO workers (
                id, service, version, state, since, seen_at, skew, run, stage, slice, slice_at, slice_done, planning_run, planning_what,
                planned, planned_of)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            """,
            worker.Id, worker.Service, worker.Version, worker.State, worker.Since, worker.SeenAt, worker.Skew?.TotalMilliseconds,
            worker.Slice?.Run, worker.Slice?.Stage, worker.Slice?.Slice, worker.Slice?.At, worker.Slice?.IsDone,
            worker.Planning?.Run, worker.Planning?.What, worker.Planning?.Planned, worker.Planning?.Of),
        cancellation);

    public Task LeaveAsync(string id, CancellationToken cancellation) =>
        store.WriteAsync(session => session.Execute("DELETE FROM workers WHERE id = ?1", id), cancellation);

    public Task<IReadOnlyList<WorkerRecord>> ListAsync(CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<WorkerRecord>>(
        session => session.List(
            """
            SELECT id, service, version, state, since, seen_at, skew, run, stage, slice, slice_at, slice_done, planning_run,
                planning_what, planned, planned_of
            FROM workers ORDER BY service, id
            """,
            Read),
        cancellation);

    public Task<int> ForgetAsync(DateTime before, CancellationToken cancellation) =>
        store.WriteAsync(session => session.Execute("DELETE FROM workers WHERE seen_at < ?1", before), cancellation);

    private static WorkerRecord Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTime(4), row.GetTime(5),
        row.IsDBNull(6) ? null : TimeSpan.FromMilliseconds(row.GetDouble(6)),
        row.IsDBNull(7) ? null : new(row.GetString(7), row.GetString(8), row.GetInt32(9), row.GetTime(10), row.GetBoolean(11)),
        row.IsDBNull(12) ? null : new(row.GetString(12), row.GetString(13), row.GetInt32(14), row.GetInt32(15)));
}
