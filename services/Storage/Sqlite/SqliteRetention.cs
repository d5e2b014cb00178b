namespace Presage.Storage.Sqlite;

internal sealed class SqliteRetention(SqliteStore store) : IRetention
{
    /// <summary>What goes in one transaction: of telemetry about 8 MB, of other records a few thousand.</summary>
    private const int BlocksAtOnce = 64;

    private const int RowsAtOnce = 4_096;

    /// <summary>The latest row of each machine is what is known of it.</summary>
    private const string OldRows =
        """
        FROM predictions p JOIN prediction_series s ON s.id = p.series
        WHERE s.results = ?1 AND p.time < ?2 AND p.time < (SELECT max(time) FROM predictions WHERE series = s.id)
        """;

    private const string OldFaults = "FROM faults WHERE state <> 'Open' AND at < ?2 AND ?1 = ''";

    public Task<long> CountAsync(RetainedKind kind, string name, DateTime before, CancellationToken cancellation) => store.ReadAsync(
        session => session.First(
            kind switch
            {
                RetainedKind.Telemetry =>
                    "SELECT coalesce(sum(readings), 0) FROM telemetry WHERE dataset = ?1 AND readings > 0 AND last < ?2",
                RetainedKind.Predictions => $"SELECT count(*) {OldRows}",
                _ => $"SELECT count(*) {OldFaults}",
            },
            row => row.GetInt64(0), name, before),
        cancellation);

    public Task<long> DeleteSomeAsync(RetainedKind kind, string name, DateTime before, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var deleted = kind switch
            {
                RetainedKind.Telemetry => DeleteReadings(session, name, before),
                RetainedKind.Predictions => DeletePredictions(session, name, before),
                _ => DeleteFaults(session, name, before),
            };
            if (deleted > 0)
                session.Execute(
                    $"""
                    INSERT INTO cuts (kind, name, until, at, deleted) VALUES (?1, ?2, ?3, {SqliteMark.Now}, ?4)
                    ON CONFLICT DO UPDATE SET until = max(until, ?3), at = excluded.at, deleted = deleted + ?4
                    """,
                    kind.ToString(), name, before, deleted);

            return deleted;
        },
        cancellation);

    public Task<DateTime?> CutAsync(RetainedKind kind, string name, CancellationToken cancellation) => store.ReadAsync(
        session => session.First(
            "SELECT until FROM cuts WHERE kind = ?1 AND name = ?2", row => row.GetTimeOrNull(0), kind.ToString(), name),
        cancellation);

    private static long DeleteReadings(SqliteSession session, string dataset, DateTime before)
    {
        var blocks = session.List(
            $"SELECT rowid, readings FROM telemetry WHERE dataset = ?1 AND readings > 0 AND last < ?2 LIMIT {BlocksAtOnce}",
            row => (Row: row.GetInt64(0), Readings: row.GetInt64(1)), dataset, before);
        foreach (var block in blocks)
            session.Execute("DELETE FROM telemetry WHERE rowid = ?1", block.Row);

        return blocks.Sum(block => block.Readings);
    }

    /// <summary>Earlier revisions go with the row that came after them.</summary>
    private static long DeletePredictions(SqliteSession session, string results, DateTime before)
    {
        var rows = session.List(
            $"SELECT p.series, p.time {OldRows} LIMIT {RowsAtOnce}", row => (Series: row.GetInt64(0), Time: row.GetInt64(1)),
            results, before);
        foreach (var (series, time) in rows)
        {
            session.Execute("DELETE FROM predictions WHERE series = ?1 AND time = ?2", series, time);
            var revisions = session.Execute("DELETE FROM prediction_history WHERE series = ?1 AND time = ?2", series, time);
            session.Execute("UPDATE prediction_series SET rows = rows - 1, revisions = revisions - ?2 WHERE id = ?1", series, revisions);
        }

        return rows.Count;
    }

    private static long DeleteFaults(SqliteSession session, string name, DateTime before)
    {
        var ids = session.List($"SELECT id {OldFaults} LIMIT {RowsAtOnce}", row => row.GetString(0), name, before);
        foreach (var id in ids)
        {
            session.Execute("DELETE FROM fault_events WHERE fault = ?1", id);
            session.Execute("DELETE FROM faults WHERE id = ?1", id);
        }

        return ids.Count;
    }
}
