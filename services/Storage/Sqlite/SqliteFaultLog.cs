using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteFaultLog(SqliteStore store) : IFaults
{
    private const string Select =
        "SELECT id, queue, message, run, code, reason, remedy, details, content_type, message_id, body, body_bytes, state, "
            + "at, kind FROM faults";

    public Task AddAsync(Fault fault, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute(
                """
                INSERT INTO faults (id, queue, message, run, code, reason, remedy, details, content_type, message_id, body, body_bytes,
                state, at, kind)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                ON CONFLICT (id) DO UPDATE SET
                    kind = excluded.kind, code = excluded.code, reason = excluded.reason, remedy = excluded.remedy,
                    details = excluded.details,
                    state = excluded.state, at = excluded.at
                """,
                fault.Id, fault.Queue, fault.Message, fault.Run, fault.Error.Code, fault.Error.Message, fault.Error.Remedy, fault.Details,
                fault.ContentType,
                fault.MessageId, fault.Body, fault.BodyBytes, nameof(FaultState.Open), fault.At, fault.Error.Kind.ToString());
            foreach (var entry in fault.History)
                Append(session, fault.Id, entry);

            return true;
        },
        cancellation);

    public Task<Fault?> FindAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(session => session.First($"{Select} WHERE id = ?1", row => Read(session, row), id), cancellation);

    public Task<IReadOnlyList<Fault>> ListAsync(FaultQuery query, FaultKey? after, int most, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions()
            .AndIfAny("state = ?", query.State?.ToString())
            .AndIfAny("code = ?", query.Code)
            .AndIfAny("queue = ?", query.Queue);
        if (after is not null)
            conditions.And("(at, id) < (?, ?)", after.At, after.Id);

        return store.ReadAsync<IReadOnlyList<Fault>>(
            session => session.List(
                $"{Select} WHERE {conditions} ORDER BY at DESC, id DESC LIMIT {conditions.Parameter(Math.Max(0, most))}",
                row => Read(session, row), conditions.Values),
            cancellation);
    }

    public Task<bool> CloseAsync(string id, int seen, FaultState state, FaultEvent by, CancellationToken cancellation)
    {
        if (state == FaultState.Open)
            throw new ArgumentException("A fault is not closed by being open.", nameof(state));

        return store.WriteAsync(
            session =>
            {
                var closed = session.Execute(
                    "UPDATE faults SET state = ?3 WHERE id = ?1 AND state = ?4 AND (SELECT count(*) FROM fault_events "
                        + "WHERE fault = ?1) = ?2",
                    id, seen, state.ToString(), nameof(FaultState.Open)) == 1;
                if (closed)
                    Append(session, id, by);

                return closed;
            },
            cancellation);
    }

    private static void Append(SqliteSession session, string fault, FaultEvent entry) => session.Execute(
        "INSERT INTO fault_events (fault, at, what, worker, text) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        fault, entry.At, entry.What, entry.Worker, entry.Text);

    private static Fault Read(SqliteSession session, SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetStringOrNull(2), row.GetStringOrNull(3),
        RunError.OfStored(row.GetStringOrNull(14), row.GetString(4), row.GetString(5), row.GetString(6)),
        row.GetString(7), row.GetStringOrNull(8), row.GetStringOrNull(9), row.GetBytes(10), row.GetInt64(11),
        Enum.Parse<FaultState>(row.GetString(12)),
        row.GetTime(13), HistoryOf(session, row.GetString(0)));

    private static List<FaultEvent> HistoryOf(SqliteSession session, string fault) => session.List(
        "SELECT at, what, worker, text FROM fault_events WHERE fault = ?1 ORDER BY at, sequence",
        row => new FaultEvent(row.GetTime(0), row.GetString(1), row.GetString(2), row.GetString(3)), fault);
}
