using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

/// <summary>Job runs as rows.</summary>
internal static class SqliteJobRunRows
{
    public const string Select =
        """
        SELECT id, job, version, cause, why, nominal, from_time, to_time, parameters, created_at, state, steps, bulk, ended_at, looks_at,
            repairs, epoch, revision, cancel
        FROM job_runs
        """;

    public static JobRun? Find(SqliteSession session, string id) => session.First($"{Select} WHERE id = ?1", Read, id);

    public static List<JobRun> Active(SqliteSession session, string job) =>
        session.List($"{Select} WHERE job = ?1 AND state = 'Running' ORDER BY created_at, id", Read, job);

    /// <summary>Adds the job run unless its id is there.</summary>
    /// <exception cref="Engine.PresageException"><c>run-id-taken</c>.</exception>
    public static void Ensure(SqliteSession session, JobRun run)
    {
        var added = session.Execute(
            """
            INSERT INTO job_runs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 1, ?18)
            ON CONFLICT DO NOTHING
            """,
            run.Id, run.Job, run.Version, run.Cause, run.Why, run.Nominal, run.From, run.To, Write(run.Parameters), run.CreatedAt,
            run.State.ToString(), Write(run.Steps), run.IsBulk, run.EndedAt, run.LooksAt, run.Repairs, run.Epoch,
            run.Cancel) == 1;
        if (!added && Find(session, run.Id)!.Job is var job && job != run.Job)
            throw StoreErrors.JobRunTaken(run.Id, job);
    }

    /// <returns>Whether it still had its revision, and nothing was committed under a later lease.</returns>
    public static bool TryChange(SqliteSession session, JobRun run, Lease? lease) => session.Execute(
        """
        UPDATE job_runs SET version = ?3, parameters = ?4, state = ?5, steps = ?6, bulk = ?7, ended_at = ?8, looks_at = ?9, repairs = ?10,
            epoch = coalesce(?11, epoch), revision = revision + 1, why = ?12, cancel = ?13
        WHERE id = ?1 AND revision = ?2 AND epoch <= coalesce(?11, epoch)
            AND EXISTS (SELECT 1 FROM jobs WHERE name = job AND NOT deleting)
        """,
        run.Id, run.Revision, run.Version, Write(run.Parameters), run.State.ToString(), Write(run.Steps), run.IsBulk, run.EndedAt,
        run.LooksAt, run.Repairs, lease?.Epoch, run.Why, run.Cancel) == 1;

    public static JobRun Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetTimeOrNull(5),
        row.GetTimeOrNull(6), row.GetTimeOrNull(7), SqliteJson.Read(row.GetString(8), SqliteJson.Default.SortedDictionaryStringString),
        row.GetTime(9), Enum.Parse<JobRunState>(row.GetString(10)),
        SqliteJson.Read(row.GetString(11), SqliteJobJson.Default.StepRunArray), row.GetBoolean(12), row.GetTimeOrNull(13),
        row.GetTimeOrNull(14), row.GetInt32(15), row.GetInt64(16), row.GetInt64(17), row.GetStringOrNull(18));

    private static string Write(IReadOnlyDictionary<string, string> parameters) =>
        SqliteJson.Write(new(parameters.ToDictionary(), StringComparer.Ordinal), SqliteJson.Default.SortedDictionaryStringString);

    private static string Write(IReadOnlyList<StepRun> steps) => SqliteJson.Write([.. steps], SqliteJobJson.Default.StepRunArray);
}
