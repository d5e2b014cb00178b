using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

/// <summary>Jobs and what belongs to them, as rows.</summary>
internal static class SqliteJobRows
{
    private const string SelectJobs = "SELECT name, version, definition, state, looks_at, epoch, revision FROM jobs WHERE NOT deleting";

    private const string SelectOccurrences =
        """
        SELECT job, nominal, from_time, to_time, outcome, why, version, planned_at, changed_at, run, not_before, remark FROM occurrences
        """;

    /// <summary>Few rows have most outcomes, which SQLite does not know by itself.</summary>
    private const string ByOutcome = "INDEXED BY occurrences_outcome";

    public static Job? Find(SqliteSession session, string name) => session.First($"{SelectJobs} AND name = ?1", ReadJob, name);

    public static List<Job> List(SqliteSession session) => session.List($"{SelectJobs} ORDER BY name", ReadJob);

    public static List<Job> Triggered(SqliteSession session) => session.List(
        $@"{SelectJobs} AND (instr(definition, 'triggers') > 0 OR instr(definition, '\') > 0) ORDER BY name", ReadJob);

    public static List<Job> Due(SqliteSession session, DateTime at, int most) => session.List(
        $"{SelectJobs} AND looks_at <= ?1 ORDER BY looks_at, name LIMIT ?2", ReadJob, at, Math.Max(0, most));

    /// <returns>Whether it was not there.</returns>
    public static bool TryAdd(SqliteSession session, JobVersion version, JobState state) => session.Execute(
        """
        INSERT INTO jobs (name, version, definition, state, looks_at, epoch, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)
        ON CONFLICT DO NOTHING
        """,
        version.Job, version.Number, version.Definition, Write(state), state.LooksAt, state.Epoch) == 1;

    /// <returns>Whether the job still had the revision.</returns>
    public static bool TryReplace(SqliteSession session, JobVersion version, JobState state, long revision) => session.Execute(
        """
        UPDATE jobs SET version = ?3, definition = ?4, state = ?5, looks_at = ?6, revision = revision + 1
        WHERE name = ?1 AND revision = ?2 AND NOT deleting
        """,
        version.Job, revision, version.Number, version.Definition, Write(state), state.LooksAt) == 1;

    /// <returns>Whether the job still had its revision, and nothing was committed under a later lease.</returns>
    public static bool TryChange(SqliteSession session, Job job, Lease? lease) => session.Execute(
        """
        UPDATE jobs SET state = ?3, looks_at = ?4, epoch = coalesce(?5, epoch), revision = revision + 1
        WHERE name = ?1 AND revision = ?2 AND NOT deleting AND epoch <= coalesce(?5, epoch)
        """,
        job.Name, job.Revision, Write(job.State), job.State.LooksAt, lease?.Epoch) == 1;

    public static int Touch(SqliteSession session, string name, DateTime at) => session.Execute(
        "UPDATE jobs SET looks_at = min(coalesce(looks_at, ?2), ?2), revision = revision + 1 WHERE name = ?1 AND NOT deleting", name, at);

    public static void Put(SqliteSession session, Occurrence row) => session.Execute(
        "INSERT OR REPLACE INTO occurrences VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        row.Job, row.Nominal, row.From, row.To, row.Outcome.ToString(), row.Why, row.Version, row.PlannedAt, row.ChangedAt, row.Run,
        row.NotBefore, row.Remark);

    public static Occurrence? Occurrence(SqliteSession session, string job, DateTime nominal) =>
        session.First($"{SelectOccurrences} WHERE job = ?1 AND nominal = ?2", ReadOccurrence, job, nominal);

    /// <param name="hasOutcome">Whether an outcome is asked for.</param>
    public static List<Occurrence> Occurrences(SqliteSession session, SqliteConditions conditions, bool hasOutcome, int most) =>
        session.List(
            $"""
            {SelectOccurrences} {(hasOutcome ? ByOutcome : "")}
            WHERE {conditions} ORDER BY nominal DESC LIMIT {conditions.Parameter(Math.Max(0, most))}
            """,
            ReadOccurrence, conditions.Values);

    public static void Add(SqliteSession session, TriggerEvaluation evaluation) => session.Execute(
        "INSERT INTO job_evaluations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        evaluation.Job, evaluation.Id, evaluation.Trigger, evaluation.At, evaluation.What, evaluation.Why, evaluation.Run);

    public static void Add(SqliteSession session, JobEntry entry) => session.Execute(
        "INSERT INTO job_entries VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        entry.Job, entry.Id, entry.At, entry.What, entry.By, entry.Text);

    public static void Add(SqliteSession session, JobVersion version) => session.Execute(
        "INSERT INTO job_versions VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        version.Job, version.Number, version.Definition, version.At, version.By);

    /// <summary>The moment it is looked at and the epoch have columns of their own.</summary>
    private static string Write(JobState state) =>
        SqliteJson.Write(state with { LooksAt = null, Epoch = 0 }, SqliteJobJson.Default.JobState);

    private static Job ReadJob(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2),
        SqliteJson.Read(row.GetString(3), SqliteJobJson.Default.JobState) with
        {
            LooksAt = row.GetTimeOrNull(4),
            Epoch = row.GetInt64(5),
        },
        row.GetInt64(6));

    private static Occurrence ReadOccurrence(SqliteDataReader row) => new(
        row.GetString(0), row.GetTime(1), row.GetTimeOrNull(2), row.GetTimeOrNull(3), Enum.Parse<OccurrenceOutcome>(row.GetString(4)),
        row.GetString(5), row.GetInt32(6), row.GetTime(7), row.GetTime(8), row.GetStringOrNull(9), row.GetTimeOrNull(10),
        row.GetStringOrNull(11));
}
