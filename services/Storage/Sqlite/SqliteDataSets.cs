using Microsoft.Data.Sqlite;
using Presage.Storage.Facts;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteDataSets(SqliteStore store) : IDataSets
{
    /// <summary>What goes in one transaction: of telemetry about 8 MB, of other records a few thousand.</summary>
    private const int BlocksAtOnce = 64;

    private const int RowsAtOnce = 4_096;

    private const string Select = "SELECT name, scenario_name, scenario, scenario_hash, created_at FROM datasets WHERE NOT deleting";

    public Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            SqliteDeletion.DataSet.ThrowIfBegun(session, dataset.Name);
            session.Execute(
                """
                INSERT INTO datasets (name, scenario_name, scenario, scenario_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT DO NOTHING
                """,
                dataset.Name, dataset.ScenarioName, dataset.Scenario, dataset.ScenarioHash, dataset.CreatedAt);
            return Find(session, dataset.Name)!;
        },
        cancellation);

    public Task<DataSet?> FindAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => Find(session, name), cancellation);

    public Task<DataSet?> FindAsync(string name, DateTime asOf, CancellationToken cancellation) => store.ReadAsync(
        session => Find(session, name) is { } found ? History(session, name).AsOf(found, asOf) : null,
        cancellation);

    public Task<IReadOnlyList<ScenarioVersion>> ScenariosAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<ScenarioVersion>>(
            session => Find(session, name) is { } found
                ? History(session, name).With(found)
                : [],
            cancellation);

    public Task<DataSet?> WidenAsync(string name, string presentHash, ScenarioVersion wider, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                SqliteDeletion.DataSet.ThrowIfBegun(session, name);
                if (Find(session, name) is not { } found || found.ScenarioHash != presentHash)
                    return Find(session, name);

                var known = History(session, name).Next(wider.Known);
                session.Execute(
                    "INSERT INTO earlier_scenarios VALUES (?1, ?2, ?3, ?4, ?5)", name, known, found.ScenarioName, found.Scenario,
                    found.ScenarioHash);
                session.Execute(
                    "UPDATE datasets SET scenario_name = ?2, scenario = ?3, scenario_hash = ?4 WHERE name = ?1", name, wider.ScenarioName,
                    wider.Scenario, wider.ScenarioHash);
                return Find(session, name);
            },
            cancellation);

    public Task<IReadOnlyList<DataSet>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<DataSet>>(session => session.List($"{Select} ORDER BY name", Read), cancellation);

    public Task<IReadOnlyDictionary<string, SourceExtent>> ExtentsAsync(string dataset, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyDictionary<string, SourceExtent>>(
            session => session
                .List(
                    """
                    SELECT -1, min(first), max(last), sum(readings) FROM telemetry
                    WHERE dataset = ?1 AND readings > 0 HAVING count(*) > 0
                    UNION ALL
                    SELECT kind, min(time), max(time), count(*) FROM events WHERE dataset = ?1 AND retracted IS NULL GROUP BY kind
                    """,
                    row => (Source: SourceOf(row.GetInt32(0)), Extent: new SourceExtent(row.GetTime(1), row.GetTime(2), row.GetInt64(3))),
                    dataset)
                .ToDictionary(source => source.Source, source => source.Extent),
            cancellation);

    public Task<DataSetCounts> CountAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => Count(session, name), cancellation);

    public Task<DataSetCounts?> DeleteAsync(string name, CancellationToken cancellation) => SqliteDeletion.DataSet.RunAsync(
        store,
        name,
        begin: session => Count(session, name),
        pieces:
        [
            session => session.Execute(
                $"DELETE FROM telemetry WHERE rowid IN (SELECT rowid FROM telemetry WHERE dataset = ?1 LIMIT {BlocksAtOnce})", name),
            session => DeleteSome(session, "events", "dataset, kind, machine, time, fine, code, known", name),
            session => DeleteSome(session, "quarantine", "run, file, line", name),
            session => DeleteSome(session, "machines", "dataset, machine", name),
        ],
        end: session =>
        {
            session.Execute("DELETE FROM telemetry_periods WHERE dataset = ?1", name);
            session.Execute("DELETE FROM earlier_scenarios WHERE dataset = ?1", name);
        },
        cancellation);

    public Task<bool> IsBeingDeletedAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteDeletion.DataSet.IsBegun(session, name), cancellation);

    private static int DeleteSome(SqliteSession session, string table, string key, string dataset) => session.Execute(
        $"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE dataset = ?1 LIMIT {RowsAtOnce})", dataset);

    private static DataSetCounts Count(SqliteSession session, string name) => session.First(
        """
        SELECT (SELECT coalesce(sum(readings), 0) FROM telemetry WHERE dataset = ?1),
            (SELECT count(*) FROM events WHERE dataset = ?1 AND retracted IS NULL),
            (SELECT count(*) FROM machines WHERE dataset = ?1 AND attributes <> ''), (SELECT count(*) FROM quarantine WHERE dataset = ?1)
        """,
        row => new DataSetCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), name)!;

    private static DataSet? Find(SqliteSession session, string name) => session.First($"{Select} AND name = ?1", Read, name);

    private static ScenarioHistory History(SqliteSession session, string name) => new(session.List(
        "SELECT until, scenario_name, scenario, scenario_hash FROM earlier_scenarios WHERE dataset = ?1 ORDER BY until",
        row => (row.GetTime(0), new ScenarioVersion(row.GetString(1), row.GetString(2), row.GetString(3), default)), name));

    private static DataSet Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTime(4));

    private static string SourceOf(int kind) => kind switch
    {
        (int)EventKind.Error => "errors",
        (int)EventKind.Maintenance => "maintenance",
        (int)EventKind.Failure => "failures",
        _ => "telemetry",
    };
}
