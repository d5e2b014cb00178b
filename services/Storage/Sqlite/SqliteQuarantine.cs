namespace Presage.Storage.Sqlite;

internal sealed class SqliteQuarantine(SqliteStore store) : IQuarantine
{
    private const int RowsBetweenChecks = 4_096;

    public Task AddAsync(string dataset, string run, IReadOnlyList<QuarantinedRow> rows, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var insert = session.Prepare("INSERT INTO quarantine VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING");
            for (var i = 0; i < rows.Count; i++)
            {
                if (i % RowsBetweenChecks == 0)
                    cancellation.ThrowIfCancellationRequested();

                insert.Execute(run, rows[i].File, rows[i].Line, rows[i].Source, rows[i].Reason, rows[i].Text, dataset);
            }

            return rows.Count;
        },
        cancellation);

    public Task<IReadOnlyList<QuarantinedRow>> ReadAsync(string run, int most, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<QuarantinedRow>>(
            session => session.List(
                "SELECT source, file, line, reason, text FROM quarantine WHERE run = ?1 ORDER BY file, line LIMIT ?2",
                row => new QuarantinedRow(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4)),
                run, Math.Max(0, most)),
            cancellation);

    public Task<IReadOnlyList<QuarantineCount>> CountAsync(string dataset, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<QuarantineCount>>(
            session => session.List(
                "SELECT source, reason, count(*) FROM quarantine WHERE dataset = ?1 GROUP BY source, reason ORDER BY source, reason",
                row => new QuarantineCount(row.GetString(0), row.GetString(1), row.GetInt64(2)),
                dataset),
            cancellation);
}
