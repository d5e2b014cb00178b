using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteJobs(SqliteStore store) : IJobs
{
    private const int RowsAtOnce = 4_096;

    private const string SelectVersions = "SELECT job, number, definition, at, by FROM job_versions WHERE job = ?1";

    /// <summary>Tables of what belongs to a job, each with what tells its rows apart.</summary>
    private static readonly (string Table, string Key)[] s_belongings =
    [
        ("backfills", "job, id"), ("job_runs", "id"), ("job_evaluations", "job, id"), ("overdue", "job, nominal"),
        ("occurrences", "job, nominal"), ("job_entries", "job, id"), ("job_versions", "job, number"),
    ];

    public Task<Job?> ApplyAsync(
        JobVersion version, JobState state, long? revision, JobEntry entry, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            SqliteDeletion.Job.ThrowIfBegun(session, version.Job);
            var applied = revision is { } seen
                ? SqliteJobRows.TryReplace(session, version, state, seen)
                : SqliteJobRows.TryAdd(session, version, state);
            if (!applied)
                return null;

            SqliteJobRows.Add(session, version);
            SqliteJobRows.Add(session, entry);
            return SqliteJobRows.Find(session, version.Job);
        },
        cancellation);

    public Task<Job?> FindAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteJobRows.Find(session, name), cancellation);

    public Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Job>>(SqliteJobRows.List, cancellation);

    public Task<IReadOnlyList<Job>> TriggeredAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Job>>(SqliteJobRows.Triggered, cancellation);

    public Task<IReadOnlyList<Job>> DueAsync(DateTime at, int most, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Job>>(session => SqliteJobRows.Due(session, at, most), cancellation);

    public Task TouchAsync(string name, DateTime at, CancellationToken cancellation) =>
        store.WriteAsync(session => SqliteJobRows.Touch(session, name, at), cancellation);

    public Task<Job?> CommitAsync(JobCommit commit, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var job = commit.Job;
            if (!SqliteLeases.IsHeld(session, commit.Lease) || !SqliteJobRows.TryChange(session, job, commit.Lease))
                return null;

            foreach (var run in commit.Runs)
                SqliteJobRunRows.Ensure(session, run);

            foreach (var row in commit.Occurrences)
                SqliteJobRows.Put(session, row);

            foreach (var evaluation in commit.Evaluations)
                SqliteJobRows.Add(session, evaluation);

            foreach (var entry in commit.Entries)
                SqliteJobRows.Add(session, entry);

            return SqliteJobRows.Find(session, job.Name);
        },
        cancellation);

    public Task<IReadOnlyList<JobVersion>> VersionsAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<JobVersion>>(
            session => session.List($"{SelectVersions} ORDER BY number DESC", ReadVersion, name), cancellation);

    public Task<JobVersion?> VersionAsync(string name, int version, CancellationToken cancellation) => store.ReadAsync(
        session => session.First($"{SelectVersions} AND number = ?2", ReadVersion, name, version), cancellation);

    public Task<Occurrence?> OccurrenceAsync(string job, DateTime nominal, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteJobRows.Occurrence(session, job, nominal), cancellation);

    public Task<IReadOnlyList<Occurrence>> OccurrencesAsync(
        string job, DateTime? from, DateTime? to, OccurrenceOutcome? outcome, int most, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions().And("job = ?", job).AndIfAny("outcome = ?", outcome?.ToString())
            .AndIfAny("nominal > ?", from).AndIfAny("nominal <= ?", to);
        return store.ReadAsync<IReadOnlyList<Occurrence>>(
            session => SqliteJobRows.Occurrences(session, conditions, outcome is not null, most), cancellation);
    }

    public Task<IReadOnlyList<TriggerEvaluation>> EvaluationsAsync(
        string job, string? after, int most, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions().And("job = ?", job).AndIfAny("id < ?", after);
        return store.ReadAsync<IReadOnlyList<TriggerEvaluation>>(
            session => session.List(
                $"""
                SELECT job, id, trigger, at, what, why, run FROM job_evaluations
                WHERE {conditions} ORDER BY id DESC LIMIT {conditions.Parameter(Math.Max(0, most))}
                """,
                row => new TriggerEvaluation(
                    row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetTime(3), row.GetString(4), row.GetString(5),
                    row.GetStringOrNull(6)),
                conditions.Values),
            cancellation);
    }

    public Task<IReadOnlyList<JobEntry>> EntriesAsync(string job, int most, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<JobEntry>>(
            session => session.List(
                "SELECT job, id, at, what, by, text FROM job_entries WHERE job = ?1 ORDER BY id DESC LIMIT ?2",
                row => new JobEntry(
                    row.GetString(0), row.GetString(1), row.GetTime(2), row.GetString(3), row.GetString(4), row.GetString(5)),
                job, Math.Max(0, most)),
            cancellation);

    public async Task<bool> DeleteAsync(string name, CancellationToken cancellation) => await SqliteDeletion.Job.RunAsync(
        store,
        name,
        begin: session => SqliteJobRunRows.Active(session, name).FirstOrDefault() is { } running
            ? throw StoreErrors.JobRunning(name, running.Id)
            : name,
        pieces: [.. s_belongings.Select<(string, string), Func<SqliteSession, int>>(rows => session => DeleteSome(session, rows, name))],
        end: session => session.Execute($"INSERT INTO deleted_jobs VALUES (?1, {SqliteMark.Now}) ON CONFLICT DO NOTHING", name),
        cancellation) is not null;

    public Task<bool> WasDeletedAsync(string name, CancellationToken cancellation) => store.ReadAsync(
        session => SqliteDeletion.Job.IsBegun(session, name)
            || session.First("SELECT 1 FROM deleted_jobs WHERE name = ?1", row => true, name),
        cancellation);

    public Task<bool> MarkOverdueAsync(string job, DateTime nominal, DateTime at, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            """
            INSERT INTO overdue SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM jobs WHERE name = ?1 AND NOT deleting)
            ON CONFLICT DO NOTHING
            """,
            job, nominal, at) == 1,
        cancellation);

    public Task<IReadOnlyDictionary<DateTime, DateTime>> OverdueAsync(
        string job, DateTime? from, DateTime? to, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions().And("job = ?", job).AndIfAny("nominal > ?", from).AndIfAny("nominal <= ?", to);
        return store.ReadAsync<IReadOnlyDictionary<DateTime, DateTime>>(
            session => session.List(
                $"SELECT nominal, at FROM overdue WHERE {conditions}", row => (Nominal: row.GetTime(0), At: row.GetTime(1)),
                conditions.Values).ToDictionary(row => row.Nominal, row => row.At),
            cancellation);
    }

    private static int DeleteSome(SqliteSession session, (string Table, string Key) rows, string job) => session.Execute(
        $"""
        DELETE FROM {rows.Table}
        WHERE ({rows.Key}) IN (SELECT {rows.Key} FROM {rows.Table} WHERE job = ?1 LIMIT {RowsAtOnce})
        """,
        job);

    private static JobVersion ReadVersion(SqliteDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetTime(3), row.GetString(4));
}
