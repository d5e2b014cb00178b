using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteDeliveries(SqliteStore store) : IDeliveries
{
    private const string Select =
        """
        SELECT id, connection, type, subject, event, created_at, state, next_at, attempts, answer, ended_at, revision FROM deliveries
        """;

    /// <summary>What waits for a connection that is stopped or deleted will not be delivered.</summary>
    public static void FailWaiting(SqliteSession session, string connection, string why) => session.Execute(
        $"""
        UPDATE deliveries SET state = 'Failed', next_at = NULL, answer = ?2, ended_at = {SqliteMark.Now}, revision = revision + 1
        WHERE connection = ?1 AND state = 'Waiting'
        """,
        connection, why);

    public Task<bool> AddAsync(Delivery delivery, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            "INSERT INTO deliveries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1) ON CONFLICT DO NOTHING",
            delivery.Id, delivery.Connection, delivery.Type, delivery.Subject, delivery.Event, delivery.CreatedAt,
            delivery.State.ToString(), delivery.NextAt, delivery.Attempts, delivery.Answer, delivery.EndedAt) == 1,
        cancellation);

    public Task<Delivery?> FindAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(session => session.First($"{Select} WHERE id = ?1", Read, id), cancellation);

    public Task<IReadOnlyList<Delivery>> ListAsync(
        DeliveryQuery query, DeliveryKey? after, int most, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions()
            .AndIfAny("connection = ?", query.Connection)
            .AndIfAny("state = ?", query.State?.ToString());
        if (after is not null)
            conditions.And("(created_at, id) < (?, ?)", after.CreatedAt, after.Id);

        return store.ReadAsync<IReadOnlyList<Delivery>>(
            session => session.List(
                $"{Select} WHERE {conditions} ORDER BY created_at DESC, id DESC LIMIT {conditions.Parameter(Math.Max(0, most))}", Read,
                conditions.Values),
            cancellation);
    }

    public async Task<IReadOnlyList<Delivery>> TakeAsync(DateTime now, TimeSpan time, int most, CancellationToken cancellation)
    {
        // Asked every second, as a rule for nothing: others need the turn to write.
        const string IsDue = "SELECT 1 FROM deliveries WHERE next_at <= ?1 LIMIT 1";
        return await store.ReadAsync(session => session.List(IsDue, _ => true, now).Count > 0, cancellation)
            ? await TakeDueAsync(now, time, most, cancellation)
            : [];
    }

    private Task<IReadOnlyList<Delivery>> TakeDueAsync(DateTime now, TimeSpan time, int most, CancellationToken cancellation) =>
        store.WriteAsync<IReadOnlyList<Delivery>>(
            session =>
            {
                var due = session.List(
                    $"{Select} WHERE next_at <= ?1 ORDER BY next_at, id LIMIT ?2", Read, now, Math.Max(0, most));
                foreach (var delivery in due)
                    session.Execute(
                        "UPDATE deliveries SET next_at = ?2, revision = revision + 1 WHERE id = ?1", delivery.Id, now + time);

                return [.. due.Select(delivery => delivery with { NextAt = now + time, Revision = delivery.Revision + 1 })];
            },
            cancellation);

    public Task<bool> CommitAsync(Delivery delivery, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            """
            UPDATE deliveries SET state = ?3, next_at = ?4, attempts = ?5, answer = ?6, ended_at = ?7, revision = revision + 1
            WHERE id = ?1 AND revision = ?2
            """,
            delivery.Id, delivery.Revision, delivery.State.ToString(), delivery.NextAt, delivery.Attempts, delivery.Answer,
            delivery.EndedAt) == 1,
        cancellation);

    public Task<IReadOnlyDictionary<DeliveryState, long>> CountAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyDictionary<DeliveryState, long>>(
            session =>
            {
                var counts = session.List(
                    "SELECT state, count(*) FROM deliveries GROUP BY state",
                    row => (State: Enum.Parse<DeliveryState>(row.GetString(0)), Count: row.GetInt64(1)));
                return Enum.GetValues<DeliveryState>().ToDictionary(
                    state => state, state => counts.FirstOrDefault(count => count.State == state).Count);
            },
            cancellation);

    private static Delivery Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetTime(5),
        Enum.Parse<DeliveryState>(row.GetString(6)), row.GetTimeOrNull(7), row.GetInt32(8), row.GetStringOrNull(9),
        row.GetTimeOrNull(10), row.GetInt64(11));
}
