using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteQuarantine(SqliteStore store) : IQuarantine
{
    private const int RowsBetweenChecks = 4_096;
    private const string Separator = QuarantinedRow.Separator;

    public Task AddAsync(string dataset, string run, IReadOnlyList<QuarantinedRow> rows, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
                var insert = session.Prepare("INSERT INTO quarantine VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING");
                for (var i = 0; i < rows.Count; i++)
                {
                    if (i % RowsBetweenChecks == 0)
                        cancellation.ThrowIfCancellationRequested();

                    insert.Execute(run, rows[i].File, rows[i].Line, rows[i].Source, rows[i].Reason, rows[i].Text, dataset,
                        rows[i].IsRestStored ? 1 : 0);
                }

                return rows.Count;
            },
            cancellation);

    public Task RemoveAsync(string dataset, IReadOnlyList<QuarantineKey> rows, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var delete = session.Prepare("DELETE FROM quarantine WHERE dataset = ?1 AND run = ?2 AND file = ?3 AND line = ?4");
            return rows.Sum(row => delete.Execute(dataset, row.Run, row.File, row.Line));
        },
        cancellation);

    public Task<long> ChangeAsync(string dataset, IReadOnlyList<QuarantineChange> changes, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                var update = session.Prepare(
                    """
                    UPDATE quarantine SET reason = coalesce(?5, reason), text = coalesce(?6, text), rest_stored = coalesce(?7, rest_stored)
                    WHERE dataset = ?1 AND run = ?2 AND file = ?3 AND line = ?4
                    """);
                return changes.Sum(change => (long)update.Execute(
                    dataset, change.Place.Run, change.Place.File, change.Place.Line, change.Reason, change.Text,
                    change.IsRestStored is { } isStored ? isStored ? 1 : 0 : null));
            },
            cancellation);

    public Task RemoveAsync(string run, string file, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute("DELETE FROM quarantine WHERE run = ?1 AND file = ?2", run, file), cancellation);

    public Task<IReadOnlyList<QuarantinedRow>> ReadAsync(string run, int most, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<QuarantinedRow>>(
            session => session.List(
                "SELECT source, file, line, reason, text, rest_stored FROM quarantine WHERE run = ?1 ORDER BY file, line LIMIT ?2",
                Read, run, Math.Max(0, most)),
            cancellation);

    public Task<IReadOnlyList<QuarantineEntry>> PageAsync(
        QuarantineQuery query, QuarantineKey? after, int most, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions()
            .And("dataset = ?", query.Dataset)
            .AndIfAny("source = ?", query.Source)
            .AndIfAny("run = ?", query.Run);
        if (query.Reason is { } reason)
            conditions.And($"instr('{Separator}' || reason || '{Separator}', ?) > 0", $"{Separator}{reason}{Separator}");
        if (after is not null)
            conditions.And("(run, file, line) > (?, ?, ?)", after.Run, after.File, after.Line);

        return store.ReadAsync<IReadOnlyList<QuarantineEntry>>(
            session => session.List(
                $"""
                SELECT source, file, line, reason, text, rest_stored, run FROM quarantine WHERE {conditions}
                ORDER BY run, file, line LIMIT {conditions.Parameter(Math.Max(0, most))}
                """,
                row => new QuarantineEntry(row.GetString(6), Read(row)), conditions.Values),
            cancellation);
    }

    public Task<IReadOnlyList<QuarantineCount>> CountAsync(string dataset, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<QuarantineCount>>(
            session => session.List(
                "SELECT source, reason, count(*) FROM quarantine WHERE dataset = ?1 GROUP BY source, reason ORDER BY source, reason",
                row => new QuarantineCount(row.GetString(0), row.GetString(1), row.GetInt64(2)),
                dataset),
            cancellation);

    private static QuarantinedRow Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetBoolean(5));
}
