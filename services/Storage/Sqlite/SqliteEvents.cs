namespace Presage.Storage.Sqlite;

internal sealed class SqliteEvents(SqliteStore store) : IEvents
{
    private const int RowsBetweenChecks = 4_096;

    public Task<MergeCounts> AddAsync(string dataset, EventKind kind, IReadOnlyList<EventRecord> records, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
                var insert = session.Prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING");
                var written = 0L;
                for (var i = 0; i < records.Count; i++)
                {
                    if (i % RowsBetweenChecks == 0)
                        cancellation.ThrowIfCancellationRequested();

                    var record = records[i];
                    written += insert.Execute(dataset, (int)kind, record.Machine, record.Time, record.Code, record.Known);
                }

                return new MergeCounts(written, 0, records.Count - written);
            },
            cancellation);

    public Task<IReadOnlyList<EventRecord>> ReadAsync(
        string dataset, EventKind kind, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<EventRecord>>(
            session =>
            {
                var conditions = new SqliteConditions()
                    .And("dataset = ? AND kind = ? AND time > ? AND time <= ? AND known <= ?", dataset, (int)kind, from, to, asOf)
                    .AndIn("machine", machines);
                var records = session.List(
                    $"SELECT machine, time, code, known FROM events WHERE {conditions} ORDER BY machine, time, code",
                    row => new EventRecord(row.GetString(0), row.GetTime(1), row.GetString(2), row.GetTime(3)), conditions.Values);

                // A stable sort: time and code stay in order.
                return [.. records.OrderBy(record => record.Machine, MachineOrder.Instance)];
            },
            cancellation);

    public Task<long> RetractAsync(string dataset, EventKind kind, RecordSelection what, DateTime known, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
