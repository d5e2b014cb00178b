using System.Security.Cryptography;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteCheck(SqliteStore store, IStoreIdentity identity) : IStoreCheck
{
    private const long BytesOfRow = 60;

    public async Task<StoreState> ReadAsync(CancellationToken cancellation)
    {
        var now = await identity.ReadAsync(cancellation);
        return await store.ReadAsync(
            session => new StoreState(
                store.File, now, BytesOf(store.File) + BytesOf($"{store.File}-wal"), FreeOf(store.File), Kinds(session),
                [
                    .. SqliteCopy.Troubles(session, cancellation).Select(StoreFindings.Damaged),
                    .. SqliteReferences.Of(session),
                    .. DamagedModels(session, cancellation),
                ]),
            cancellation);
    }

    private static List<StoredKind> Kinds(SqliteSession session) =>
    [
        Kind(session, StoredKind.DataSets, "SELECT count(*), NULL, min(created_at), max(created_at) FROM datasets WHERE NOT deleting"),
        Kind(
            session, StoredKind.Readings,
            $"""
            SELECT coalesce(sum(readings), 0), sum(length(block) + {BytesOfRow}), min(first), max(last) FROM telemetry WHERE readings > 0
            """),
        Kind(
            session, StoredKind.Events,
            $"SELECT count(*), count(*) * {BytesOfRow}, min(time), max(time) FROM events WHERE retracted IS NULL"),
        Kind(session, StoredKind.Machines, "SELECT count(*), sum(length(attributes)), NULL, NULL FROM machines WHERE attributes <> ''"),
        Kind(session, StoredKind.Quarantine, $"SELECT count(*), sum(length(text) + {BytesOfRow}), NULL, NULL FROM quarantine"),
        Kind(
            session, StoredKind.Runs,
            $"""
            SELECT count(*),
                sum(length(request) + coalesce(length(result), 0) + coalesce(length(plan), 0) + {BytesOfRow})
                    + (SELECT count(*) FROM slices) * {BytesOfRow},
                min(started_at), max(started_at)
            FROM runs
            """),
        Kind(session, StoredKind.Features, "SELECT count(*), sum(length(rows)), NULL, NULL FROM feature_parts"),
        Kind(
            session, StoredKind.Models,
            "SELECT count(*), (SELECT sum(length(artifact)) FROM artifacts), min(created_at), max(created_at) FROM models"),
        Kind(session, StoredKind.Results, "SELECT count(*), NULL, min(created_at), max(created_at) FROM result_sets WHERE NOT deleting"),
        Kind(
            session, StoredKind.Predictions,
            $"""
            SELECT count(*), sum(length(probabilities) + coalesce(length(reasons), 0) + {BytesOfRow}), min(time), max(time) FROM predictions
            """),
        Kind(session, StoredKind.Alarms, $"SELECT count(*), sum(length(reasons) + {BytesOfRow}), min(time), max(time) FROM alarms"),
        Kind(
            session, StoredKind.Faults,
            "SELECT count(*), sum(length(body) + length(details) + length(reason)), min(at), max(at) FROM faults"),
        Kind(
            session, StoredKind.Jobs,
            "SELECT count(*), sum(length(definition) + length(state)), NULL, NULL FROM jobs WHERE NOT deleting"),
        Kind(
            session, StoredKind.Occurrences,
            $"SELECT count(*), sum(length(why) + {BytesOfRow}), min(nominal), max(nominal) FROM occurrences"),
        Kind(
            session, StoredKind.JobRuns,
            $"SELECT count(*), sum(length(parameters) + length(steps) + {BytesOfRow}), min(created_at), max(created_at) FROM job_runs"),
        Kind(
            session, StoredKind.Deliveries,
            $"SELECT count(*), sum(length(event) + {BytesOfRow}), min(created_at), max(created_at) FROM deliveries"),
    ];

    private static StoredKind Kind(SqliteSession session, string kind, string sql) => session.First(
        sql,
        row => new StoredKind(
            kind, row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt64(1), row.GetTimeOrNull(2), row.GetTimeOrNull(3)))!;

    /// <summary>One after the other, since each may be megabytes.</summary>
    private static IEnumerable<StoreFinding> DamagedModels(SqliteSession session, CancellationToken cancellation)
    {
        var versions = session.List(
            """
            SELECT m.name, m.number, sha256, a.rowid FROM models m JOIN artifacts a ON a.name = m.name AND a.number = m.number ORDER BY 1, 2
            """,
            row => (Name: row.GetString(0), Number: row.GetInt32(1), Hash: row.GetString(2), Row: row.GetInt64(3)));
        foreach (var (name, number, hash, row) in versions)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = session.First("SELECT artifact FROM artifacts WHERE rowid = ?1", found => found.GetBytes(0), row)!;
            if (!Convert.ToHexString(SHA256.HashData(bytes)).Equals(hash, StringComparison.OrdinalIgnoreCase))
                yield return StoreFindings.DamagedModel(name, number);
        }
    }

    private static long BytesOf(string file) => new FileInfo(file) is { Exists: true } found ? found.Length : 0;

    private static long? FreeOf(string file)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
