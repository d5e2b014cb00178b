namespace Presage.Storage.Sqlite;

internal sealed class SqliteJobRuns(SqliteStore store) : IJobRuns
{
    public Task<JobRun> AddAsync(JobRun run, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            SqliteDeletion.Job.ThrowIfBegun(session, run.Job);
            if (SqliteJobRows.Find(session, run.Job) is null)
                throw StoreErrors.UnknownJob(run.Job);

            SqliteJobRunRows.Ensure(session, run);
            return SqliteJobRunRows.Find(session, run.Id)!;
        },
        cancellation);

    public Task<JobRun?> FindAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteJobRunRows.Find(session, id), cancellation);

    public Task<IReadOnlyList<JobRun>> ListAsync(JobRunQuery query, JobRunKey? after, int most, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions()
            .AndIfAny("job = ?", query.Job)
            .AndIfAny("state = ?", query.State?.ToString())
            .AndIfAny("to_time > ?", query.From)
            .AndIfAny("to_time <= ?", query.To);
        if (after is not null)
            conditions.And("(created_at, id) < (?, ?)", after.CreatedAt, after.Id);

        return store.ReadAsync<IReadOnlyList<JobRun>>(
            session => session.List(
                $"""
                {SqliteJobRunRows.Select}
                WHERE {conditions} ORDER BY created_at DESC, id DESC LIMIT {conditions.Parameter(Math.Max(0, most))}
                """,
                SqliteJobRunRows.Read, conditions.Values),
            cancellation);
    }

    public Task<IReadOnlyList<JobRun>> ActiveAsync(string job, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<JobRun>>(session => SqliteJobRunRows.Active(session, job), cancellation);

    public Task<IReadOnlyList<JobRun>> DueAsync(DateTime at, int most, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<JobRun>>(
            session => session.List(
                $"{SqliteJobRunRows.Select} WHERE looks_at <= ?1 ORDER BY looks_at, id LIMIT ?2", SqliteJobRunRows.Read, at,
                Math.Max(0, most)),
            cancellation);

    public Task TouchAsync(string id, DateTime at, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            """
            UPDATE job_runs SET looks_at = min(coalesce(looks_at, ?2), ?2), revision = revision + 1 WHERE id = ?1 AND state = 'Running'
            """,
            id, at),
        cancellation);

    public Task<JobRun?> CommitAsync(JobRun run, Lease? lease, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var before = SqliteJobRunRows.Find(session, run.Id)?.State;
            if (!SqliteLeases.IsHeld(session, lease) || !SqliteJobRunRows.TryChange(session, run, lease))
                return null;

            if (before == JobRunState.Running && run.State != JobRunState.Running)
                SqliteJobRows.Touch(session, run.Job, run.EndedAt ?? run.CreatedAt);

            return SqliteJobRunRows.Find(session, run.Id);
        },
        cancellation);
}
