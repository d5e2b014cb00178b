using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteBackfills(SqliteStore store) : IBackfills
{
    private const string Select =
        """
        SELECT job, id, from_time, to_time, selection, steps, version, by, started_at, state, intervals, at_once, ended_at, why, epoch,
            revision
        FROM backfills
        """;

    public Task<Backfill> AddAsync(Backfill backfill, CancellationToken cancellation)
    {
        if (backfill.Intervals.Count > Backfill.MostIntervals)
            throw StoreErrors.BackfillTooLarge(backfill.Intervals.Count);

        return store.WriteAsync(
            session =>
            {
                SqliteDeletion.Job.ThrowIfBegun(session, backfill.Job);
                if (SqliteJobRows.Find(session, backfill.Job) is null)
                    throw StoreErrors.UnknownJob(backfill.Job);

                session.Execute(
                    """
                    INSERT INTO backfills VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1)
                    ON CONFLICT DO NOTHING
                    """,
                    backfill.Job, backfill.Id, backfill.From, backfill.To, backfill.Select,
                    backfill.Steps is { } steps ? SqliteJson.Write([.. steps], SqliteJson.Default.StringArray) : null, backfill.Version,
                    backfill.By, backfill.StartedAt, backfill.State.ToString(), Write(backfill.Intervals), backfill.AtOnce,
                    backfill.EndedAt, backfill.Why, backfill.Epoch);
                return Find(session, backfill.Job, backfill.Id)!;
            },
            cancellation);
    }

    public Task<Backfill?> FindAsync(string job, string id, CancellationToken cancellation) =>
        store.ReadAsync(session => Find(session, job, id), cancellation);

    public Task<IReadOnlyList<Backfill>> ListAsync(string? job, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions().AndIfAny("job = ?", job);
        return store.ReadAsync<IReadOnlyList<Backfill>>(
            session => session.List(
                $"{Select} WHERE {conditions} ORDER BY started_at DESC, job DESC, id DESC", Read, conditions.Values),
            cancellation);
    }

    public Task<IReadOnlyList<Backfill>> ActiveAsync(CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<Backfill>>(
        session => session.List($"{Select} WHERE state = 'Running' ORDER BY started_at, job, id", Read), cancellation);

    public Task<Backfill?> CommitAsync(Backfill backfill, Lease? lease, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var stored = SqliteLeases.IsHeld(session, lease) && session.Execute(
                """
                UPDATE backfills SET state = ?4, intervals = ?5, at_once = ?6, ended_at = ?7, why = ?8, epoch = coalesce(?9, epoch),
                    revision = revision + 1
                WHERE job = ?1 AND id = ?2 AND revision = ?3 AND epoch <= coalesce(?9, epoch)
                """,
                backfill.Job, backfill.Id, backfill.Revision, backfill.State.ToString(), Write(backfill.Intervals), backfill.AtOnce,
                backfill.EndedAt, backfill.Why, lease?.Epoch) == 1;
            return stored ? Find(session, backfill.Job, backfill.Id) : null;
        },
        cancellation);

    private static Backfill? Find(SqliteSession session, string job, string id) =>
        session.First($"{Select} WHERE job = ?1 AND id = ?2", Read, job, id);

    private static string Write(IReadOnlyList<BackfillInterval> intervals) =>
        SqliteJson.Write([.. intervals], SqliteJobJson.Default.BackfillIntervalArray);

    private static Backfill Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetTime(2), row.GetTime(3), row.GetString(4),
        row.GetStringOrNull(5) is { } steps ? SqliteJson.Read(steps, SqliteJson.Default.StringArray) : null, row.GetInt32(6),
        row.GetString(7), row.GetTime(8), Enum.Parse<BackfillState>(row.GetString(9)),
        SqliteJson.Read(row.GetString(10), SqliteJobJson.Default.BackfillIntervalArray), row.GetInt32(11), row.GetTimeOrNull(12),
        row.GetStringOrNull(13), row.GetInt64(14), row.GetInt64(15));
}
