namespace Presage.Storage.Sqlite;

/// <summary>What belongs to something that is not there. What is being deleted still has its name.</summary>
internal static class SqliteReferences
{
    /// <summary>Tables whose rows belong to a data set.</summary>
    private static readonly (string Table, string What)[] s_records =
        [("telemetry", "readings"), ("events", "events"), ("machines", "machines"), ("result_sets", "result sets")];

    /// <summary>Tables whose rows belong to a run.</summary>
    private static readonly (string Table, string What)[] s_ledger =
        [("stages", "stages"), ("slices", "slices"), ("attempts", "attempts"), ("wakes", "wakes")];

    /// <summary>Tables whose rows belong to a job.</summary>
    private static readonly (string Table, string What)[] s_jobs =
    [
        ("job_versions", "versions"), ("occurrences", "occurrences"), ("job_runs", "job runs"), ("job_evaluations", "evaluations"),
        ("job_entries", "entries"), ("backfills", "backfills"), ("overdue", "overdue intervals"),
    ];

    public static IEnumerable<StoreFinding> Of(SqliteSession session) =>
    [
        .. s_records.SelectMany(records => Orphans(
            session, $"SELECT count(DISTINCT dataset) FROM {records.Table} WHERE dataset NOT IN (SELECT name FROM datasets)",
            count => $"{records.What} of {StoreFindings.Count(count, "data set")}", "the list of data sets")),
        .. s_ledger.SelectMany(entries => Orphans(
            session, $"SELECT count(DISTINCT run) FROM {entries.Table} WHERE run NOT IN (SELECT id FROM runs)",
            count => $"{entries.What} of {StoreFindings.Count(count, "run")}", "the ledger")),
        .. Orphans(
            session,
            """
            SELECT count(DISTINCT run) FROM feature_parts
            WHERE CASE WHEN instr(run, '+') THEN substr(run, 1, instr(run, '+') - 1) ELSE run END NOT IN (SELECT id FROM runs)
            """,
            count => $"feature rows of {StoreFindings.Count(count, "run")}", "the ledger"),
        .. Orphans(
            session, "SELECT count(*) FROM artifacts WHERE (name, number) NOT IN (SELECT name, number FROM models)",
            count => $"bytes of {StoreFindings.Count(count, "model version")}", "the registry"),
        .. Orphans(
            session, "SELECT count(DISTINCT results) FROM prediction_series WHERE results NOT IN (SELECT name FROM result_sets)",
            count => $"predictions of {StoreFindings.Count(count, "result set")}", "the list of result sets"),
        .. Orphans(
            session, "SELECT count(DISTINCT results) FROM alarms WHERE results NOT IN (SELECT name FROM result_sets)",
            count => $"alarms of {StoreFindings.Count(count, "result set")}", "the list of result sets"),
        .. s_jobs.SelectMany(rows => Orphans(
            session, $"SELECT count(DISTINCT job) FROM {rows.Table} WHERE job NOT IN (SELECT name FROM jobs)",
            count => $"{rows.What} of {StoreFindings.Count(count, "job")}", "the list of jobs")),
        .. session.List(
            """
            SELECT DISTINCT o.run FROM occurrences o WHERE o.run IS NOT NULL AND o.run NOT IN (SELECT id FROM job_runs) ORDER BY o.run
            """,
            row => StoreFindings.MissingJobRun(row.GetString(0))),
        .. session.List(
            "SELECT name, number FROM models WHERE (name, number) NOT IN (SELECT name, number FROM artifacts) ORDER BY name, number",
            row => StoreFindings.MissingModelFile(row.GetString(0), row.GetInt32(1))),
        .. session.List(
            """
            SELECT model, version FROM promotions p
            WHERE sequence = (SELECT max(sequence) FROM promotions WHERE model = p.model)
                AND (model, version) NOT IN (SELECT name, number FROM models)
            ORDER BY model
            """,
            row => StoreFindings.MissingChampion(row.GetString(0), row.GetInt32(1))),
        .. session.List(
            """
            SELECT results, model, version FROM result_models
            WHERE (model, version) NOT IN (SELECT name, number FROM models) AND results IN (SELECT name FROM result_sets)
            ORDER BY results, model, version
            """,
            row => StoreFindings.MissingModel(row.GetString(0), row.GetString(1), row.GetInt32(2))),
    ];

    private static IEnumerable<StoreFinding> Orphans(SqliteSession session, string sql, Func<long, string> what, string missing) =>
        session.First(sql, row => row.GetInt64(0)) is > 0 and var count ? [StoreFindings.Orphans(what(count), missing)] : [];
}
