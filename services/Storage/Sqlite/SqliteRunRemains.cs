namespace Presage.Storage.Sqlite;

/// <summary>What a run leaves behind besides its entry in the ledger.</summary>
internal static class SqliteRunRemains
{
    /// <summary>Feature rows of a slice can be megabytes.</summary>
    private const int PartsAtOnce = 8;

    public static RunCounts Count(SqliteSession session, string id)
    {
        var parts = FeatureSetsOf(session, id).Sum(
            set => session.First("SELECT count(*) FROM feature_parts WHERE run = ?1", row => row.GetInt64(0), set));
        return session.First(
            "SELECT (SELECT count(*) FROM stages WHERE run = ?1), (SELECT count(*) FROM slices WHERE run = ?1)",
            row => new RunCounts(row.GetInt32(0), row.GetInt64(1), parts), id)!;
    }

    public static int DeleteFeatures(SqliteSession session, string id) => FeatureSetsOf(session, id).Sum(set => session.Execute(
        $"DELETE FROM feature_parts WHERE rowid IN (SELECT rowid FROM feature_parts WHERE run = ?1 LIMIT {PartsAtOnce})", set));

    public static void DeleteLedger(SqliteSession session, string id)
    {
        foreach (var table in (ReadOnlySpan<string>)["wakes", "attempts", "slices", "stages"])
            session.Execute($"DELETE FROM {table} WHERE run = ?1", id);

        session.Execute($"DELETE FROM deleted_runs WHERE at < {SqliteMark.Now} - ?1", (long)Run.DeletedIsKnownFor.TotalMilliseconds);
        session.Execute($"INSERT INTO deleted_runs VALUES (?1, {SqliteMark.Now}) ON CONFLICT DO NOTHING", id);
    }

    private static IEnumerable<string> FeatureSetsOf(SqliteSession session, string id)
    {
        var retries = session.First("SELECT retries FROM runs WHERE id = ?1", row => row.GetInt32(0), id);
        return Enumerable.Range(0, retries + 1).Select(retry => Run.FeatureSetOf(id, retry));
    }
}
