using System.Globalization;
using Microsoft.Data.Sqlite;
using Presage.Storage.Facts;

namespace Presage.Storage.Sqlite;

/// <summary>A row for each interval of knowledge of an event: it is there as of a moment when one of its rows is.</summary>
internal sealed class SqliteEvents(SqliteStore store) : IEvents
{
    private const int RowsBetweenChecks = 4_096;

    private const string Key = "dataset = ?1 AND kind = ?2 AND machine = ?3 AND time = ?4 AND fine = ?5 AND code = ?6";

    public Task<MergeCounts> AddAsync(string dataset, EventKind kind, IReadOnlyList<EventRecord> records, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
                var insert = session.Prepare(
                    $"""
                    INSERT INTO events (dataset, kind, machine, time, fine, code, known, file)
                    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM events WHERE {Key})
                    """);
                var written = 0L;
                for (var i = 0; i < records.Count; i++)
                {
                    if (i % RowsBetweenChecks == 0)
                        cancellation.ThrowIfCancellationRequested();

                    var (time, known) = (EventTime.Of(records[i].Time), KnowledgeTime.Of(records[i].Known));
                    var record = records[i];
                    var isNew = insert.Execute(
                        dataset, (int)kind, record.Machine, time.Time, time.Fine, record.Code, known, record.File) == 1;
                    if (!isNew)
                        Store(
                            session, dataset, kind, record, intervals => intervals.With(known, record.File, out isNew));

                    written += isNew ? 1 : 0;
                }

                return new MergeCounts(written, 0, records.Count - written);
            },
            cancellation);

    public Task<long> RetractAsync(string dataset, EventKind kind, RecordSelection what, DateTime known, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                var (selected, at) = (KnowledgeTime.Of(what), KnowledgeTime.Of(known));
                var simple = AndOfFiles(Selected(dataset, kind, selected), selected.Files)
                    .And("known < ? AND (retracted IS NULL OR retracted > ?)", at, at);
                session.Execute($"UPDATE events SET retracted = {simple.Parameter(at)} WHERE {simple}", simple.Values);

                // What several files of a run have brought goes when all of them are meant.
                if (selected.Files is not null)
                    foreach (var record in BroughtByMany(session, Selected(dataset, kind, selected)))
                        Store(session, dataset, kind, record.Record, intervals => intervals.Retracted(selected, at));

                var retracted = Selected(dataset, kind, selected).And("retracted = ?", at);
                return session.First($"SELECT count(*) FROM events WHERE {retracted}", row => row.GetInt64(0), retracted.Values);
            },
            cancellation);

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                var at = KnowledgeTime.Of(known);
                var simple = AndOfFiles(new SqliteConditions().And("dataset = ? AND known = ?", dataset, at), files);
                var forgotten = session.Execute($"DELETE FROM events WHERE {simple}", simple.Values);
                foreach (var (kind, record) in BroughtByMany(session, new SqliteConditions().And("dataset = ? AND known = ?", dataset, at)))
                    Store(session, dataset, kind, record, intervals => intervals.Without(at, files));

                return forgotten;
            },
            cancellation);

    public Task<IReadOnlyList<EventRecord>> ReadAsync(
        string dataset, EventKind kind, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<EventRecord>>(
            session =>
            {
                var conditions = Selected(dataset, kind, new(machines, from, to))
                    .And("known <= ? AND (retracted IS NULL OR retracted > ?)", asOf, asOf);
                var records = session.List(
                    $"SELECT machine, time, fine, code, known, file FROM events WHERE {conditions} ORDER BY machine, time, fine, code",
                    row => new EventRecord(
                        row.GetString(0), EventTime.Of(row.GetTime(1), row.GetInt32(2)), row.GetString(3), row.GetTime(4), row.GetInt32(5)),
                    conditions.Values);

                // A stable sort: time and code stay in order.
                return [.. records.OrderBy(record => record.Machine, MachineOrder.Instance)];
            },
            cancellation);

    public Task<IReadOnlyDictionary<string, long>> CountsAsync(
        string dataset, EventKind kind, DateTime asOf, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyDictionary<string, long>>(
            session => session
                .List(
                    """
                    SELECT machine, count(*) FROM events
                    WHERE dataset = ?1 AND kind = ?2 AND known <= ?3 AND (retracted IS NULL OR retracted > ?3)
                    GROUP BY machine
                    """,
                    row => (Machine: row.GetString(0), Count: row.GetInt64(1)), dataset, (int)kind, asOf)
                .ToDictionary(count => count.Machine, count => count.Count),
            cancellation);

    /// <summary>Those of the machines and times.</summary>
    private static SqliteConditions Selected(string dataset, EventKind kind, RecordSelection what)
    {
        var conditions = new SqliteConditions().And("dataset = ? AND kind = ?", dataset, (int)kind).AndIn("machine", what.Machines);
        if (what.From is { } from)
            conditions.And("(time, fine) > (?, ?)", EventTime.Of(from).Time, EventTime.Of(from).Fine);
        if (what.To is { } to)
            conditions.And("(time, fine) <= (?, ?)", EventTime.Of(to).Time, EventTime.Of(to).Fine);

        return conditions.AndIfAny("known = ?", what.Known);
    }

    /// <summary>Those that one of the files alone has brought.</summary>
    /// <param name="files">Null leaves the condition out.</param>
    private static SqliteConditions AndOfFiles(SqliteConditions conditions, IReadOnlyCollection<int>? files) => files is null ? conditions
        : conditions.And("also IS NULL").And("file IN (SELECT value FROM json_each(?))", $"[{string.Join(',', files)}]");

    private static List<(EventKind Kind, EventRecord Record)> BroughtByMany(SqliteSession session, SqliteConditions conditions)
    {
        conditions.And("also IS NOT NULL");
        return session.List(
            $"SELECT DISTINCT kind, machine, time, fine, code FROM events WHERE {conditions}",
            row => ((EventKind)row.GetInt32(0),
                new EventRecord(row.GetString(1), EventTime.Of(row.GetTime(2), row.GetInt32(3)), row.GetString(4), default)),
            conditions.Values);
    }

    private static void Store(
        SqliteSession session, string dataset, EventKind kind, EventRecord record,
        Func<IReadOnlyList<KnownInterval>, IReadOnlyList<KnownInterval>> change)
    {
        var (time, fine) = EventTime.Of(record.Time);
        var intervals = session.List(
            $"SELECT known, file, also, retracted FROM events WHERE {Key} ORDER BY known", ReadInterval,
            dataset, (int)kind, record.Machine, time, fine, record.Code);
        var changed = change(intervals);
        if (ReferenceEquals(changed, intervals))
            return;

        session.Execute($"DELETE FROM events WHERE {Key}", dataset, (int)kind, record.Machine, time, fine, record.Code);
        foreach (var interval in changed)
            session.Execute(
                "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", dataset, (int)kind, record.Machine, time, fine,
                record.Code, interval.Known, interval.Files[0], TextOf(interval.Files), interval.Retracted);
    }

    private static KnownInterval ReadInterval(SqliteDataReader row) => new(
        row.GetTime(0),
        [
            row.GetInt32(1),
            .. (row.GetStringOrNull(2) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(file => int.Parse(file, CultureInfo.InvariantCulture)),
        ],
        row.GetTimeOrNull(3));

    /// <summary>The files after the first one; null when there are none.</summary>
    private static string? TextOf(IReadOnlyList<int> files) => files.Count == 1 ? null : string.Join(',', files.Skip(1));
}
