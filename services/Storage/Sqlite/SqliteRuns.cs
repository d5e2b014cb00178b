using Microsoft.Data.Sqlite;
using Presage.Storage.Runs;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteRuns(SqliteStore store) : IRuns
{
    private const string Select =
        """
        SELECT id, kind, dataset, key, request, from_time, to_time, started_at, state, ended_at, result, error_code, error_message, error_remedy, plan
        FROM runs
        """;

    public Task<Run> StartAsync(Run run, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute(
                """
                INSERT INTO runs (
                    id, kind, dataset, key, request, from_time, to_time, started_at, state, ended_at, result, error_code, error_message, error_remedy,
                    plan)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT DO NOTHING
                """,
                run.Id, run.Kind, run.Dataset, run.Key, run.Request, run.From, run.To, run.StartedAt, run.State.ToString(), run.EndedAt, run.Result,
                run.Error?.Code, run.Error?.Message, run.Error?.Remedy, run.Plan);
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

    public Task<Run?> FindUnfinishedAsync(string key, CancellationToken cancellation) => store.ReadAsync(
        session => session.First(
            $"{Select} WHERE key = ?1 AND state = ?2 ORDER BY started_at DESC, sequence DESC LIMIT 1", ReadRun, key, nameof(RunState.Running)),
        cancellation);

    public Task<IReadOnlyList<Run>> ListAsync(int most, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<Run>>(
        session => session.List($"{Select} ORDER BY started_at DESC, sequence DESC LIMIT ?1", ReadRun, Math.Max(0, most)), cancellation);

    public Task<bool> EndAsync(string id, RunState state, string? result, RunError? error, DateTime at, CancellationToken cancellation)
    {
        if (state == RunState.Running)
            throw new ArgumentException("A run does not end by running.", nameof(state));

        return store.WriteAsync(
            session => session.Execute(
                """
                UPDATE runs SET state = ?2, result = ?3, error_code = ?4, error_message = ?5, error_remedy = ?6, ended_at = ?7
                WHERE id = ?1 AND state = ?8
                """,
                id, state.ToString(), result, error?.Code, error?.Message, error?.Remedy, at, nameof(RunState.Running)) == 1,
            cancellation);
    }

    public Task<int> PlanStageAsync(string run, string stage, int slices, DateTime at, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO stages (run, stage, slices, planned_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", run, stage, slices, at);
            return SqliteStages.Find(session, run, stage)!.Slices;
        },
        cancellation);

    public Task<StageProgress> CompleteSliceAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO slices VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
                run, stage, slice.Slice, slice.Worker, slice.Attempt, slice.StartedAt, slice.EndedAt, slice.Rows, slice.Result);
            return SqliteStages.Find(session, run, stage)
                ?? throw new InvalidOperationException($"Slice {slice.Slice} belongs to stage {stage} of run {run}, which was never planned.");
        },
        cancellation);

    public Task<bool> IsSliceDoneAsync(string run, string stage, int slice, CancellationToken cancellation) => store.ReadAsync(
        session => session.First("SELECT 1 FROM slices WHERE run = ?1 AND stage = ?2 AND slice = ?3", row => true, run, stage, slice), cancellation);

    public Task<StageProgress?> ProgressAsync(string run, string stage, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteStages.Find(session, run, stage), cancellation);

    public Task<IReadOnlyList<StageProgress>> StagesAsync(string run, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<StageProgress>>(session => SqliteStages.List(session, run), cancellation);

    public Task<IReadOnlyList<SliceRecord>> SlicesAsync(string run, string stage, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<SliceRecord>>(session => SqliteStages.ListSlices(session, run, stage), cancellation);

    private static Run? Find(SqliteSession session, string id) => session.First($"{Select} WHERE id = ?1", ReadRun, id);

    private static Run ReadRun(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetTimeOrNull(5), row.GetTimeOrNull(6),
        row.GetTime(7), Enum.Parse<RunState>(row.GetString(8)), row.GetTimeOrNull(9), row.GetStringOrNull(10),
        row.IsDBNull(11) ? null : new RunError(row.GetString(11), row.GetString(12), row.GetString(13)), row.GetStringOrNull(14));
}
