using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteRuns(SqliteStore store) : IRuns
{
    private const string Select =
        """
        SELECT id, kind, dataset, key, request, from_time, to_time, started_at, state, ended_at, result, error_code, error_message,
            error_remedy, plan, retries, resumed_at, error_kind
        FROM runs WHERE NOT deleting
        """;

    public Task<Run> StartAsync(Run run, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            SqliteDeletion.Run.ThrowIfBegun(session, run.Id);
            session.Execute(
                """
                INSERT INTO runs (
                    id, kind, dataset, key, request, from_time, to_time, started_at, state, ended_at, result, error_code, error_message,
                    error_remedy, plan, retries, resumed_at, error_kind)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) ON CONFLICT DO NOTHING
                """,
                run.Id, run.Kind, run.Dataset, run.Key, run.Request, run.From, run.To, run.StartedAt, run.State.ToString(), run.EndedAt,
                run.Result,
                run.Error?.Code, run.Error?.Message, run.Error?.Remedy, run.Plan, run.Retries, run.ResumedAt, run.Error?.Kind.ToString());
            return Find(session, run.Id)!;
        },
        cancellation);

    public Task<Run?> FindAsync(string id, CancellationToken cancellation) => store.ReadAsync(session => Find(session, id), cancellation);

    public Task<string> PinAsync(string id, string plan, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute("UPDATE runs SET plan = ?2 WHERE id = ?1 AND plan IS NULL", id, plan);
            return session.First("SELECT plan FROM runs WHERE id = ?1", row => row.GetString(0), id)
                ?? throw new InvalidOperationException($"There is no run {id} to pin a plan to.");
        },
        cancellation);

    public Task<Run?> FindUnfinishedAsync(string key, CancellationToken cancellation) =>
        FindLatestAsync(key, RunState.Running, cancellation);

    public Task<Run?> FindSucceededAsync(string key, CancellationToken cancellation) =>
        FindLatestAsync(key, RunState.Succeeded, cancellation);

    public Task<IReadOnlyList<Run>> UnfinishedAsync(CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<Run>>(
        session => session.List($"{Select} AND state = 'Running' ORDER BY started_at, sequence", ReadRun), cancellation);

    public Task<IReadOnlyList<Run>> ListAsync(RunQuery query, RunKey? after, int most, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions()
            .AndIfAny("kind = ?", query.Kind)
            .AndIfAny("state = ?", query.State?.ToString())
            .AndIfAny("dataset = ?", query.Dataset)
            .AndIfAny("started_at > ?", query.From)
            .AndIfAny("started_at <= ?", query.To);
        if (after is not null)
            conditions.And("(started_at, id) < (?, ?)", after.StartedAt, after.Id);

        return store.ReadAsync<IReadOnlyList<Run>>(
            session => session.List(
                $"{Select} AND {conditions} ORDER BY started_at DESC, id DESC LIMIT {conditions.Parameter(Math.Max(0, most))}", ReadRun,
                conditions.Values),
            cancellation);
    }

    public Task<bool> EndAsync(string id, RunState state, string? result, RunError? error, DateTime at, CancellationToken cancellation)
    {
        if (state == RunState.Running)
            throw new ArgumentException("A run does not end by running.", nameof(state));

        return store.WriteAsync(
            session => session.Execute(
                """
                UPDATE runs SET state = ?2, result = ?3, error_code = ?4, error_message = ?5, error_remedy = ?6, ended_at = ?7,
                    error_kind = ?9
                WHERE id = ?1 AND state = ?8
                """,
                id, state.ToString(), result, error?.Code, error?.Message, error?.Remedy, at, nameof(RunState.Running),
                error?.Kind.ToString()) == 1,
            cancellation);
    }

    public Task<bool> ReopenAsync(string id, string stage, IReadOnlyCollection<int> slices, DateTime at, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                var reopened = session.Execute(
                    """
                    UPDATE runs
                    SET state = ?2, result = NULL, error_kind = NULL, error_code = NULL, error_message = NULL, error_remedy = NULL,
                        ended_at = NULL, retries = retries + 1, resumed_at = ?3
                    WHERE id = ?1 AND state IN (?4, ?5) AND NOT deleting
                    """,
                    id, nameof(RunState.Running), at, nameof(RunState.Failed), nameof(RunState.Cancelled)) == 1;
                foreach (var slice in reopened ? slices : [])
                    SqliteStages.TakeBack(session, id, stage, slice);

                return reopened;
            },
            cancellation);

    public Task<int> PlanStageAsync(string run, string stage, int slices, DateTime at, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO stages (run, stage, slices, planned_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", run, stage, slices,
                at);
            return SqliteStages.Find(session, run, stage)!.Slices;
        },
        cancellation);

    public Task<StageProgress> CompleteSliceAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO slices SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
                    WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE run = ?1 AND stage = ?2 AND slice = ?3 AND void >= ?5)
                    ON CONFLICT DO NOTHING
                    """,
                    run, stage, slice.Slice, slice.Worker, slice.Attempt, slice.StartedAt, slice.EndedAt, slice.Rows, slice.Result);
                return SqliteStages.Find(session, run, stage)
                    ?? throw new InvalidOperationException(
                        $"Slice {slice.Slice} belongs to stage {stage} of run {run}, which was never planned.");
            },
            cancellation);

    public Task<bool> IsSliceDoneAsync(string run, string stage, int slice, CancellationToken cancellation) => store.ReadAsync(
        session => session.First("SELECT 1 FROM slices WHERE run = ?1 AND stage = ?2 AND slice = ?3", row => true, run, stage, slice),
        cancellation);

    public Task<StageProgress?> ProgressAsync(string run, string stage, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteStages.Find(session, run, stage), cancellation);

    public Task<IReadOnlyList<StageProgress>> StagesAsync(string run, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<StageProgress>>(session => SqliteStages.List(session, run), cancellation);

    public Task<IReadOnlyList<SliceRecord>> SlicesAsync(string run, string stage, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<SliceRecord>>(session => SqliteStages.ListSlices(session, run, stage), cancellation);

    public Task<RunActivity> ActivityAsync(string run, CancellationToken cancellation) => store.ReadAsync(
        session => session.First(
            """
            SELECT (SELECT max(planned_at) FROM stages WHERE run = ?1), (SELECT max(ended_at) FROM slices WHERE run = ?1),
                (SELECT max(started_at) FROM attempts WHERE run = ?1)
            """,
            row => new RunActivity(row.GetTimeOrNull(0), row.GetTimeOrNull(1), row.GetTimeOrNull(2)), run)!,
        cancellation);

    public Task<RunCounts> CountAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteRunRemains.Count(session, id), cancellation);

    public Task<RunCounts?> DeleteAsync(string id, CancellationToken cancellation) => SqliteDeletion.Run.RunAsync(
        store,
        id,
        begin: session => IsRunning(session, id) ? throw StoreErrors.RunNotEnded(id) : SqliteRunRemains.Count(session, id),
        pieces: [session => SqliteRunRemains.DeleteFeatures(session, id)],
        end: session => SqliteRunRemains.DeleteLedger(session, id),
        cancellation);

    public Task<bool> WasDeletedAsync(string id, CancellationToken cancellation) => store.ReadAsync(
        session => SqliteDeletion.Run.IsBegun(session, id)
            || session.First("SELECT 1 FROM deleted_runs WHERE id = ?1", row => true, id),
        cancellation);

    public Task<bool> IsBeingDeletedAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteDeletion.Run.IsBegun(session, id), cancellation);

    public Task<IReadOnlyList<string>> BeingDeletedAsync(string? dataset, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteDeletion.Run.Begun(session, dataset), cancellation);

    private Task<Run?> FindLatestAsync(string key, RunState state, CancellationToken cancellation) => store.ReadAsync(
        session => session.First(
            $"{Select} AND key = ?1 AND state = ?2 ORDER BY started_at DESC, sequence DESC LIMIT 1", ReadRun, key, state.ToString()),
        cancellation);

    private static bool IsRunning(SqliteSession session, string id) =>
        session.First("SELECT 1 FROM runs WHERE id = ?1 AND state = ?2", row => true, id, nameof(RunState.Running));

    private static Run? Find(SqliteSession session, string id) => session.First($"{Select} AND id = ?1", ReadRun, id);

    private static Run ReadRun(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetTimeOrNull(5),
        row.GetTimeOrNull(6),
        row.GetTime(7), Enum.Parse<RunState>(row.GetString(8)), row.GetTimeOrNull(9), row.GetStringOrNull(10),
        row.IsDBNull(11) ? null : RunError.OfStored(row.GetStringOrNull(17), row.GetString(11), row.GetString(12), row.GetString(13)),
        row.GetStringOrNull(14),
        row.GetInt32(15), row.GetTimeOrNull(16));
}
