using Microsoft.Data.Sqlite;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>The result sets that there are; predictions and alarms of one that is being deleted are none any more.</summary>
internal static class SqliteResultSets
{
    private const string Select = "SELECT name, dataset, components, horizon, created_at FROM result_sets WHERE NOT deleting";

    public static ResultSet Ensure(SqliteSession session, ResultSet results)
    {
        SqliteDeletion.ResultSet.ThrowIfBegun(session, results.Name);
        session.Execute(
            "INSERT INTO result_sets (name, dataset, components, horizon, created_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            results.Name, results.Dataset, SqliteJson.Write([.. results.Components], SqliteJson.Default.StringArray),
            UnixTime.ToMilliseconds(results.Horizon), results.CreatedAt);
        return Find(session, results.Name)!;
    }

    public static ResultSet? Find(SqliteSession session, string name) => session.First($"{Select} AND name = ?1", Read, name);

    public static List<ResultSet> List(SqliteSession session) => session.List($"{Select} ORDER BY name", Read);

    /// <exception cref="PresageException"><c>unknown-results</c>, <c>being-deleted</c>.</exception>
    public static void ThrowIfUnknown(SqliteSession session, string name)
    {
        SqliteDeletion.ResultSet.ThrowIfBegun(session, name);
        if (Find(session, name) is null)
            throw StoreErrors.UnknownResults(name);
    }

    /// <summary>First and last are found at the ends of each series.</summary>
    public static ResultSetExtent Extent(SqliteSession session, string name) => session.First(
        """
        SELECT coalesce(sum(rows), 0), count(*), min((SELECT min(time) FROM predictions WHERE series = id)),
            max((SELECT max(time) FROM predictions WHERE series = id))
        FROM prediction_series WHERE results = ?1 AND NOT EXISTS (SELECT 1 FROM result_sets WHERE name = ?1 AND deleting)
        """,
        row => new ResultSetExtent(row.GetInt64(0), row.GetInt32(1), row.GetTimeOrNull(2), row.GetTimeOrNull(3)), name)!;

    /// <returns>What the result set has had with the alarms, which are few enough to go at once.</returns>
    public static ResultSetCounts DeleteAlarms(SqliteSession session, string name)
    {
        var alarms = session.Execute("DELETE FROM alarms WHERE results = ?1", name);
        return session.First(
            "SELECT coalesce(sum(rows), 0), coalesce(sum(revisions), 0) FROM prediction_series WHERE results = ?1",
            row => new ResultSetCounts(row.GetInt64(0), row.GetInt64(1), alarms), name)!;
    }

    /// <summary>What its predictions came from goes with the last result set that has some of the model.</summary>
    public static void DeleteModels(SqliteSession session, string name)
    {
        session.Execute("DELETE FROM result_models WHERE results = ?1", name);
        session.Execute(
            """
            DELETE FROM prediction_origins AS o
            WHERE NOT EXISTS (SELECT 1 FROM result_models WHERE model = o.model AND version = o.version)
            """);
    }

    private static ResultSet Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), SqliteJson.Read(row.GetString(2), SqliteJson.Default.StringArray),
        TimeSpan.FromMilliseconds(row.GetInt64(3)), row.GetTime(4));
}
