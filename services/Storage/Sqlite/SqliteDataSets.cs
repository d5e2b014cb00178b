using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteDataSets(SqliteStore store) : IDataSets
{
    private const string Select = "SELECT name, scenario_name, scenario, scenario_hash, created_at FROM datasets";

    public Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO datasets VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                dataset.Name, dataset.ScenarioName, dataset.Scenario, dataset.ScenarioHash, dataset.CreatedAt);
            return Find(session, dataset.Name)!;
        },
        cancellation);

    public Task<DataSet?> FindAsync(string name, CancellationToken cancellation) => store.ReadAsync(session => Find(session, name), cancellation);

    public Task<IReadOnlyList<DataSet>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<DataSet>>(session => session.List($"{Select} ORDER BY name", Read), cancellation);

    public Task<IReadOnlyDictionary<string, SourceExtent>> ExtentsAsync(string dataset, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyDictionary<string, SourceExtent>>(
            session => session
                .List(
                    """
                    SELECT -1, min(first), max(last), sum(readings) FROM telemetry WHERE dataset = ?1 HAVING count(*) > 0
                    UNION ALL
                    SELECT kind, min(time), max(time), count(*) FROM events WHERE dataset = ?1 GROUP BY kind
                    """,
                    row => (Source: SourceOf(row.GetInt32(0)), Extent: new SourceExtent(row.GetTime(1), row.GetTime(2), row.GetInt64(3))),
                    dataset)
                .ToDictionary(source => source.Source, source => source.Extent),
            cancellation);

    private static DataSet? Find(SqliteSession session, string name) => session.First($"{Select} WHERE name = ?1", Read, name);

    private static DataSet Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTime(4));

    private static string SourceOf(int kind) => kind switch
    {
        (int)EventKind.Error => "errors",
        (int)EventKind.Maintenance => "maintenance",
        (int)EventKind.Failure => "failures",
        _ => "telemetry",
    };
}
